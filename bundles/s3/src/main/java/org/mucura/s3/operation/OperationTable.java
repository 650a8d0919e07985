package org.mucura.s3.operation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.mucura.core.S3Exception;
import org.mucura.s3.failure.Failures;
import org.mucura.wire.ErrorCode;
import org.mucura.wire.QueryString;

/**
 * Tells which operation a request is. A parameter that would change what is meant is never passed
 * over: either the operation knows it, or the request is refused. What only reads may carry
 * parameters with values that nobody knows, as at AWS; what changes something may not, for it could
 * be meant for a subresource that is added later.
 */
public final class OperationTable {

  /** Which operations take these although they are told apart without them. */
  private static final Map<String, Set<S3Operation>> ACCEPTED =
      Map.of(
          "versionId",
          Set.of(S3Operation.GET_OBJECT, S3Operation.HEAD_OBJECT, S3Operation.DELETE_OBJECT),
          "partNumber",
          Set.of(S3Operation.GET_OBJECT, S3Operation.HEAD_OBJECT));

  /**
   * Parameters that clients may send without a value when they read. Whatever else comes without
   * one is taken for a subresource that AWS has added since.
   */
  private static final Set<String> HARMLESS =
      Set.of(
          "bucket-region",
          "continuation-token",
          "delimiter",
          "encoding-type",
          "fetch-owner",
          "id",
          "key-marker",
          "marker",
          "max-buckets",
          "max-keys",
          "max-parts",
          "max-uploads",
          "part-number-marker",
          "prefix",
          "start-after",
          "upload-id-marker",
          "version-id-marker");

  /** Signature Version 2, which is refused with its reason by whoever authenticates. */
  private static final Set<String> OLD_SIGNATURE = Set.of("AWSAccessKeyId", "Expires", "Signature");

  private static final Map<String, S3Operation> BY_NAME =
      Arrays.stream(S3Operation.values())
          .collect(Collectors.toUnmodifiableMap(S3Operation::operationName, Function.identity()));

  /** By method and level: the operations, those that demand more first. */
  private static final Map<Address, List<S3Operation>> ROWS = rows();

  /** Parameters that change what a request means: the first one of each form, and these. */
  private static final Set<String> MEANINGFUL = meaningful();

  private OperationTable() {}

  private record Address(String method, Level level) {}

  private static Map<Address, List<S3Operation>> rows() {
    Map<Address, List<S3Operation>> rows = new HashMap<>();
    for (S3Operation operation : S3Operation.values()) {
      if (operation.service() != Service.OLD_NAME) {
        Address address = new Address(operation.form().method(), operation.form().level());
        rows.computeIfAbsent(address, unused -> new ArrayList<>()).add(operation);
      }
    }
    Comparator<S3Operation> mostDemandingFirst =
        Comparator.comparing(operation -> -operation.form().demands());
    rows.values().forEach(operations -> operations.sort(mostDemandingFirst));
    return rows;
  }

  private static Set<String> meaningful() {
    Set<String> names = new HashSet<>(Set.of("uploadId", "partNumber", "versionId"));
    for (S3Operation operation : S3Operation.values()) {
      operation.form().parameters().stream().limit(1).forEach(p -> names.add(p.name()));
    }
    return Set.copyOf(names);
  }

  /**
   * The operation of a request.
   *
   * @param hasHeader whether there is a header of a lower-case name
   * @throws S3Exception {@code MethodNotAllowed} if there is no operation with this method, {@code
   *     InvalidArgument} if parameters contradict each other or {@code x-id}, {@code
   *     NotImplemented} if one is unknown and might be a subresource
   */
  public static S3Operation resolve(
      String method, Level level, QueryString query, Predicate<String> hasHeader) {
    for (S3Operation operation : ROWS.getOrDefault(new Address(method, level), List.of())) {
      if (operation.form().matches(query, hasHeader)) {
        Set<String> seen = new HashSet<>();
        for (QueryString.Parameter parameter : query.parameters()) {
          if (MEANINGFUL.contains(parameter.name()) && !seen.add(parameter.name())) {
            throw notAccepted(parameter, "The query parameter %s may occur once only.");
          }
          check(operation, parameter);
        }
        return operation;
      }
    }
    throw notAllowed(method, level);
  }

  private static void check(S3Operation operation, QueryString.Parameter parameter) {
    String name = parameter.name();
    if (operation.form().names(name) || ACCEPTED.getOrDefault(name, Set.of()).contains(operation)) {
      return;
    }
    if (name.equals("x-id")) {
      checkId(operation, parameter);
    } else if (name.equals("list-type")) {
      throw notAccepted(parameter, "Invalid List Type specified in Request");
    } else if (MEANINGFUL.contains(name)) {
      if (operation.form().parameters().isEmpty() && !ACCEPTED.containsKey(name)) {
        throw notAllowed(operation.form().method(), operation.form().level());
      }
      throw notAccepted(
          parameter, operation.operationName() + " does not accept the query parameter %s.");
    } else if (!isHarmless(operation, parameter)) {
      throw new S3Exception(
          ErrorCode.NOT_IMPLEMENTED,
          "The query parameter " + name + " is not implemented.",
          Map.of("ResourceType", name));
    }
  }

  /** AWS's clients say so which operation they mean where requests look alike. */
  private static void checkId(S3Operation operation, QueryString.Parameter id) {
    S3Operation meant = BY_NAME.get(id.value());
    if (meant == null) {
      throw new S3Exception(
          ErrorCode.NOT_IMPLEMENTED, "The operation " + id.value() + " is not implemented.");
    }
    if (!meant.form().equals(operation.form())) {
      throw notAccepted(id, "This is not a request for " + id.value() + '.');
    }
  }

  /** AWS keeps names that begin with {@code x-} for clients' own use. */
  private static boolean isHarmless(S3Operation operation, QueryString.Parameter parameter) {
    String name = parameter.name();
    if (name.isEmpty() || name.regionMatches(true, 0, "x-", 0, 2) || OLD_SIGNATURE.contains(name)) {
      return true;
    }
    String method = operation.form().method();
    return (method.equals("GET") || method.equals("HEAD"))
        && (!parameter.value().isEmpty()
            || HARMLESS.contains(name)
            || name.startsWith("response-"));
  }

  /**
   * @param message with the parameter's name as {@code %s}
   */
  private static S3Exception notAccepted(QueryString.Parameter parameter, String message) {
    return Failures.invalidArgument(
        parameter.name(), parameter.value(), message.replace("%s", parameter.name()));
  }

  private static S3Exception notAllowed(String method, Level level) {
    return Failures.of(
        ErrorCode.METHOD_NOT_ALLOWED,
        Map.entry("Method", method),
        Map.entry("ResourceType", level.name()));
  }
}

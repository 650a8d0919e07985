package org.mucura.s3.request;

import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.mucura.core.S3Exception;
import org.mucura.s3.failure.Failures;
import org.mucura.s3.operation.S3Operation;
import org.mucura.wire.ErrorCode;

/**
 * Refuses headers that ask for what is not served, or in two ways. Passing them over would be a
 * lie: the client would take its object for encrypted, locked, tagged or guarded by a condition.
 */
final class UnservedHeaders {

  /** By lower-case name: which values are refused. */
  private static final Map<String, Predicate<String>> REFUSED =
      Map.ofEntries(
          Map.entry("x-amz-acl", unless("private", "bucket-owner-full-control")),
          Map.entry("x-amz-bucket-namespace", unless("global")),
          Map.entry("x-amz-bucket-object-lock-enabled", unless("false", "False", "FALSE")),
          Map.entry("x-amz-bypass-governance-retention", unless("false", "False", "FALSE")),
          Map.entry("x-amz-if-match-initiated-time", unless()),
          Map.entry("x-amz-if-match-last-modified-time", unless()),
          Map.entry("x-amz-if-match-size", unless()),
          Map.entry("x-amz-mfa", unless()),
          Map.entry("x-amz-object-ownership", unless("BucketOwnerEnforced")),
          Map.entry("x-amz-rename-source", unless()),
          Map.entry("x-amz-server-side-encryption", unless("AES256")),
          Map.entry("x-amz-tagging", unless()),
          Map.entry("x-amz-tagging-directive", unless("COPY")),
          Map.entry("x-amz-write-offset-bytes", unless()));

  /** Beginnings of names whose headers are all refused. */
  private static final Set<String> REFUSED_PREFIXES =
      Set.of(
          "x-amz-copy-source-server-side-encryption",
          "x-amz-grant-",
          "x-amz-object-lock-",
          "x-amz-server-side-encryption-");

  /** Of requests that change something: the only operations that heed these headers. */
  private static final Map<String, Set<S3Operation>> HEEDED =
      Map.of(
          "if-match",
          Set.of(
              S3Operation.PUT_OBJECT,
              S3Operation.COPY_OBJECT,
              S3Operation.COMPLETE_MULTIPART_UPLOAD,
              S3Operation.DELETE_OBJECT),
          "if-none-match",
          Set.of(
              S3Operation.PUT_OBJECT,
              S3Operation.COPY_OBJECT,
              S3Operation.COMPLETE_MULTIPART_UPLOAD),
          "if-modified-since",
          Set.of(),
          "if-unmodified-since",
          Set.of(),
          "content-range",
          Set.of());

  private UnservedHeaders() {}

  private static Predicate<String> unless(String... accepted) {
    return value -> !Set.of(accepted).contains(value);
  }

  /**
   * @throws S3Exception {@code NotImplemented} with the name of the header; {@code InvalidArgument}
   *     if one that can have one value only occurs twice, for others might read the other one
   */
  static void refuse(S3Operation operation, HttpFields headers) {
    String method = operation.form().method();
    boolean reads = method.equals("GET") || method.equals("HEAD");
    Set<String> seen = new HashSet<>();
    for (HttpField field : headers) {
      String name = field.getLowerCaseName();
      if (name.startsWith("x-amz-")
          ? isRefused(name, field)
          : !reads && isUnheeded(operation, name)) {
        throw Failures.of(ErrorCode.NOT_IMPLEMENTED, "Header", field.getName());
      }
      if (name.startsWith("x-amz-") && !isList(name) && !seen.add(name)) {
        throw Failures.invalidArgument(
            name,
            Optional.ofNullable(field.getValue()).orElse(""),
            "The header " + name + " may occur once only.");
      }
    }
  }

  private static boolean isList(String name) {
    return name.startsWith("x-amz-meta-")
        || name.equals("x-amz-trailer")
        || name.endsWith("-if-match")
        || name.endsWith("-if-none-match");
  }

  private static boolean isRefused(String name, HttpField field) {
    Predicate<String> refused = REFUSED.get(name);
    if (refused != null) {
      String value = field.getValue();
      return refused.test(value == null ? "" : value.strip());
    }
    for (String prefix : REFUSED_PREFIXES) {
      if (name.startsWith(prefix)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isUnheeded(S3Operation operation, String name) {
    Set<S3Operation> heeded = HEEDED.get(name);
    return heeded != null && !heeded.contains(operation);
  }
}

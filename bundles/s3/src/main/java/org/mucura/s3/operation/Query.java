package org.mucura.s3.operation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mucura.core.S3Exception;
import org.mucura.wire.ErrorCode;
import org.mucura.wire.UriEncoding;

/**
 * The parameters of a request, decoded. Of several with one name the first counts.
 *
 * @param parameters in the order in which they came
 */
public record Query(List<Parameter> parameters) {

  /** No parameters. */
  public static final Query NONE = new Query(List.of());

  /**
   * A parameter.
   *
   * @param value empty if there is none
   * @param bare whether there is not even an equals sign
   */
  public record Parameter(String name, String value, boolean bare) {}

  public Query {
    parameters = List.copyOf(parameters);
  }

  /**
   * Reads a query.
   *
   * @param raw what stands behind the question mark, if there is one
   * @throws S3Exception {@code InvalidURI} if something is not percent-encoded UTF-8
   */
  public static Query parse(@Nullable String raw) {
    if (raw == null || raw.isEmpty()) {
      return NONE;
    }
    List<Parameter> parameters = new ArrayList<>(4);
    int begin = 0;
    while (begin <= raw.length()) {
      int end = raw.indexOf('&', begin);
      end = end < 0 ? raw.length() : end;
      if (end > begin) {
        parameters.add(parameter(raw.substring(begin, end)));
      }
      begin = end + 1;
    }
    return new Query(parameters);
  }

  private static Parameter parameter(String pair) {
    int equals = pair.indexOf('=');
    return equals < 0
        ? new Parameter(decode(pair), "", true)
        : new Parameter(
            decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)), false);
  }

  private static String decode(String encoded) {
    return UriEncoding.decodeQuery(encoded)
        .orElseThrow(() -> new S3Exception(ErrorCode.INVALID_URI));
  }

  public boolean has(String name) {
    return find(name) != null;
  }

  /** The value of a parameter; empty if there is none or nothing in it. */
  public Optional<String> nonEmpty(String name) {
    return value(name).filter(value -> !value.isEmpty());
  }

  /** The value of a parameter, if it is there. */
  public Optional<String> value(String name) {
    Parameter found = find(name);
    return found == null ? Optional.empty() : Optional.of(found.value());
  }

  private @Nullable Parameter find(String name) {
    // By index: an iterator for each of the many look-ups of a request would be garbage.
    for (int i = 0; i < parameters.size(); i++) {
      if (parameters.get(i).name().equals(name)) {
        return parameters.get(i);
      }
    }
    return null;
  }
}

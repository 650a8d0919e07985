package org.mucura.s3.header;

import java.util.LinkedHashMap;
import java.util.Map;
import org.mucura.core.S3Exception;
import org.mucura.s3.failure.Failures;
import org.mucura.s3.request.S3Request;
import org.mucura.wire.ErrorCode;
import org.mucura.wire.QueryString;

/**
 * Headers that a request wants in its answer in the place of the object's: {@code response-*}.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html">GetObject</a>
 */
public final class ResponseOverrides {

  private static final String PREFIX = "response-";

  /** By parameter: which header it sets. */
  private static final Map<String, String> HEADERS =
      Map.of(
          "response-cache-control", "cache-control",
          "response-content-disposition", "content-disposition",
          "response-content-encoding", "content-encoding",
          "response-content-language", "content-language",
          "response-content-type", "content-type",
          "response-expires", "expires");

  private ResponseOverrides() {}

  /**
   * The overrides by lower-case header.
   *
   * @throws S3Exception {@code InvalidRequest} if nobody has signed them, {@code InvalidArgument}
   *     if one could end its header
   */
  public static Map<String, String> parse(S3Request request) {
    Map<String, String> overrides = new LinkedHashMap<>();
    for (QueryString.Parameter parameter : request.query().parameters()) {
      String header = parameter.name().startsWith(PREFIX) ? HEADERS.get(parameter.name()) : null;
      if (header != null) {
        if (parameter.value().chars().anyMatch(c -> c < 0x20 || c == 0x7f)) {
          throw Failures.invalidArgument(
              parameter.name(),
              parameter.value(),
              "Header value cannot contain control characters.");
        }
        overrides.put(header, HeaderText.encode(parameter.value()));
      }
    }
    if (!overrides.isEmpty() && request.principal().isEmpty()) {
      throw new S3Exception(
          ErrorCode.INVALID_REQUEST,
          "Request specific response headers cannot be used for anonymous GET requests.");
    }
    return overrides;
  }
}

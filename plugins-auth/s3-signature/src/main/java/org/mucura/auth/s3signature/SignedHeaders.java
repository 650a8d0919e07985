package org.mucura.auth.s3signature;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.mucura.spi.auth.AuthRequest;
import org.mucura.wire.ErrorCode;
import org.mucura.wire.sigv4.PayloadForm;

/** What both places of a credential ask of the headers. */
final class SignedHeaders {

  private static final String AMAZON = "x-amz-";
  private static final String HOST = "host";

  private SignedHeaders() {}

  /**
   * Whoever carries the request must not be able to change where it goes or what S3 makes of it.
   */
  static void requireAll(List<String> signed, AuthRequest request) throws RefusedException {
    Set<String> unsigned = new TreeSet<>();
    if (!signed.contains(HOST)) {
      unsigned.add(HOST);
    }
    for (String name : request.headers().keySet()) {
      if (name.startsWith(AMAZON) && !signed.contains(name)) {
        unsigned.add(name);
      }
    }
    if (!unsigned.isEmpty()) {
      throw RefusedException.of(
          ErrorCode.ACCESS_DENIED,
          "There were headers present in the request which were not signed",
          "HeadersNotSigned",
          String.join(", ", unsigned));
    }
  }

  /** The value of a header that may occur once only. */
  static Optional<String> single(AuthRequest request, String name) {
    List<String> values = request.headers().getOrDefault(name, List.of());
    return values.size() == 1 ? Optional.of(values.get(0).strip()) : Optional.empty();
  }

  static Claim.Payload payload(String value) throws RefusedException {
    PayloadForm form =
        PayloadForm.of(value)
            .orElseThrow(
                () ->
                    RefusedException.of(
                        ErrorCode.INVALID_ARGUMENT,
                        "x-amz-content-sha256 must be UNSIGNED-PAYLOAD,"
                            + " STREAMING-UNSIGNED-PAYLOAD-TRAILER,"
                            + " STREAMING-AWS4-HMAC-SHA256-PAYLOAD,"
                            + " STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER or a valid sha256 value.",
                        "ArgumentName",
                        PayloadForm.HEADER,
                        "ArgumentValue",
                        value));
    return new Claim.Payload(form, value);
  }
}

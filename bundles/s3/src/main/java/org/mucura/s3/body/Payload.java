package org.mucura.s3.body;

import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.jspecify.annotations.Nullable;
import org.mucura.core.S3Exception;
import org.mucura.s3.failure.Failures;
import org.mucura.spi.Bytes;
import org.mucura.spi.auth.BodyVerifier;
import org.mucura.wire.ErrorCode;
import org.mucura.wire.sigv4.PayloadForm;

/**
 * The contents of a body.
 *
 * @param stream without framing. It reports its end only if all that was signed is verified; what
 *     it has yielded before must not be trusted
 * @param length in bytes, if the client said so; the stream yields as many or throws
 * @param trailer the headers that stood behind the contents, by lower-case name; empty before the
 *     stream's end
 */
public record Payload(
    InputStream stream, OptionalLong length, Supplier<Map<String, String>> trailer) {

  private static final String DECODED_LENGTH = "x-amz-decoded-content-length";

  /** Enough for all that fits into a long. */
  private static final int LENGTH_DIGITS_MAX = 18;

  /**
   * Nothing is read before the stream is.
   *
   * @param connection the body as it was sent
   * @throws S3Exception {@code MissingContentLength} for chunks without the decoded length; {@code
   *     InvalidRequest} if the headers contradict each other or what the signature demands
   */
  public static Payload open(HttpFields headers, BodyVerifier verifier, InputStream connection) {
    String contentSha256 = headers.get(PayloadForm.HEADER);
    PayloadForm form = form(contentSha256);
    if (form.signsChunks() != verifier.signsChunks()
        || (form.signsChunks() && form.hasTrailer()) != verifier.signsTrailer()) {
      throw new S3Exception(
          ErrorCode.INVALID_REQUEST,
          "The body is not of the form under which the request was signed.");
    }
    if (!form.hasTrailer()) {
      refuseTrailer(headers);
    }
    if (!form.isChunked()) {
      return new Payload(
          plain(contentSha256, verifier, connection), contentLength(headers), Map::of);
    }
    OptionalLong length = length(headers, DECODED_LENGTH);
    if (length.isEmpty()) {
      throw new S3Exception(ErrorCode.MISSING_CONTENT_LENGTH);
    }
    ChunkedInputStream chunks =
        new ChunkedInputStream(
            connection,
            verifier,
            new ChunkedInputStream.Announced(
                form, length.getAsLong(), ChecksumHeaders.announced(headers)));
    return new Payload(chunks, length, chunks::trailer);
  }

  private static PayloadForm form(@Nullable String contentSha256) {
    if (contentSha256 == null) {
      return PayloadForm.UNSIGNED;
    }
    return PayloadForm.of(contentSha256)
        .orElseThrow(
            () ->
                contentSha256.startsWith("STREAMING-")
                    ? new S3Exception(
                        ErrorCode.NOT_IMPLEMENTED,
                        "The form of body that x-amz-content-sha256 names is not implemented.")
                    : new S3Exception(
                        ErrorCode.INVALID_ARGUMENT,
                        "x-amz-content-sha256 must be UNSIGNED-PAYLOAD,"
                            + " STREAMING-UNSIGNED-PAYLOAD-TRAILER,"
                            + " STREAMING-AWS4-HMAC-SHA256-PAYLOAD,"
                            + " STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER or a valid sha256"
                            + " value."));
  }

  private static void refuseTrailer(HttpFields headers) {
    if (headers.contains(ChecksumHeaders.TRAILER)) {
      throw new S3Exception(
          ErrorCode.INVALID_REQUEST,
          "x-amz-trailer announces a trailer, and x-amz-content-sha256 names a form without one.");
    }
  }

  private static InputStream plain(
      @Nullable String contentSha256, BodyVerifier verifier, InputStream connection) {
    Optional<Bytes> expected = verifier.sha256();
    if (expected.isEmpty() && contentSha256 != null && isDigest(contentSha256)) {
      // Not signed, of an anonymous request: still what the client wants checked.
      expected = Optional.of(Bytes.hex(contentSha256));
    }
    return expected.isPresent() ? new Sha256InputStream(connection, expected.get()) : connection;
  }

  private static boolean isDigest(String contentSha256) {
    return PayloadForm.of(contentSha256).equals(Optional.of(PayloadForm.DIGEST));
  }

  private static OptionalLong contentLength(HttpFields headers) {
    return headers.contains(HttpHeader.TRANSFER_ENCODING)
        ? OptionalLong.empty()
        : length(headers, HttpHeader.CONTENT_LENGTH.asString());
  }

  private static OptionalLong length(HttpFields headers, String name) {
    String value = headers.get(name);
    if (value == null) {
      return OptionalLong.empty();
    }
    if (!isNumber(value)) {
      throw Failures.invalidArgument(name, value, name + " is not a number of bytes.");
    }
    return OptionalLong.of(Long.parseLong(value));
  }

  private static boolean isNumber(String value) {
    for (int i = 0; i < value.length(); i++) {
      if (value.charAt(i) < '0' || value.charAt(i) > '9') {
        return false;
      }
    }
    return !value.isEmpty() && value.length() <= LENGTH_DIGITS_MAX;
  }
}

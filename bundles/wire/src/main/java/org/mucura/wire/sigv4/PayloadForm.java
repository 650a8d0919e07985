package org.mucura.wire.sigv4;

import java.util.Optional;

/**
 * What {@code x-amz-content-sha256} says of the body: how it is framed and what of it is signed.
 *
 * @see <a href=
 *     "https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-auth-using-authorization-header.html">
 *     Authenticating requests: using the Authorization header</a>
 */
public enum PayloadForm {
  /** The header carries the digest of the body, which comes as it is. */
  DIGEST(""),
  /** The body comes as it is, and is not signed. */
  UNSIGNED("UNSIGNED-PAYLOAD"),
  /** Framed as aws-chunked, each chunk with a signature. */
  SIGNED_CHUNKS("STREAMING-AWS4-HMAC-SHA256-PAYLOAD"),
  /** Framed as aws-chunked, each chunk with a signature and so the trailer. */
  SIGNED_CHUNKS_TRAILER("STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER"),
  /** Framed as aws-chunked with a trailer, nothing of it signed. */
  UNSIGNED_TRAILER("STREAMING-UNSIGNED-PAYLOAD-TRAILER");

  /** The header that names the form. */
  public static final String HEADER = "x-amz-content-sha256";

  /** The digest of an empty body. */
  public static final String EMPTY_SHA256 =
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

  private static final int SHA256_DIGITS = 64;

  private final String value;

  PayloadForm(String value) {
    this.value = value;
  }

  /**
   * The form that a value of the header stands for.
   *
   * @return empty if it is neither one of the names nor 64 lower-case hexadecimal digits
   */
  public static Optional<PayloadForm> of(String value) {
    if (isSha256(value)) {
      return Optional.of(DIGEST);
    }
    for (PayloadForm form : values()) {
      if (form != DIGEST && form.value.equals(value)) {
        return Optional.of(form);
      }
    }
    return Optional.empty();
  }

  /** The value of the header; empty for {@link #DIGEST}, where it is the digest itself. */
  public String value() {
    return value;
  }

  /** Whether the body is framed as aws-chunked. */
  public boolean isChunked() {
    return this != DIGEST && this != UNSIGNED;
  }

  /** Whether every chunk carries a signature. */
  public boolean signsChunks() {
    return this == SIGNED_CHUNKS || this == SIGNED_CHUNKS_TRAILER;
  }

  /** Whether trailing headers follow the last chunk. */
  public boolean hasTrailer() {
    return this == SIGNED_CHUNKS_TRAILER || this == UNSIGNED_TRAILER;
  }

  private static boolean isSha256(String value) {
    if (value.length() != SHA256_DIGITS) {
      return false;
    }
    for (int i = 0; i < SHA256_DIGITS; i++) {
      char c = value.charAt(i);
      if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
        return false;
      }
    }
    return true;
  }
}

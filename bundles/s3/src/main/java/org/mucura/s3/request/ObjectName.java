package org.mucura.s3.request;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.mucura.core.S3Exception;
import org.mucura.s3.failure.Failures;
import org.mucura.wire.ErrorCode;
import org.mucura.wire.UriEncoding;

/**
 * A bucket and a key, wherever a client writes them: in the path, in {@code x-amz-copy-source}, in
 * a document. A key is any text: slashes, dots and semicolons in it mean nothing.
 *
 * @param bucket as it was sent; may be no valid name
 * @param key empty if a bucket is meant
 */
public record ObjectName(String bucket, Optional<String> key) {

  /** The longest key, in bytes of UTF-8. */
  public static final int KEY_LENGTH_MAX = 1024;

  /**
   * Reads {@code bucket}, {@code bucket/} or {@code bucket/key}.
   *
   * @param encoded percent-encoded
   * @throws S3Exception {@code InvalidURI}, {@code KeyTooLongError}
   */
  public static ObjectName parse(String encoded) {
    int slash = encoded.indexOf('/');
    return slash < 0
        ? new ObjectName(decode(encoded), Optional.empty())
        : new ObjectName(
            decode(encoded.substring(0, slash)), parseKey(encoded.substring(slash + 1)));
  }

  /**
   * Reads a key; of no characters there is none.
   *
   * @throws S3Exception as {@link #parse}
   */
  public static Optional<String> parseKey(String encoded) {
    return encoded.isEmpty() ? Optional.empty() : Optional.of(checkKey(decode(encoded)));
  }

  /**
   * A key that needs no decoding.
   *
   * @throws S3Exception {@code KeyTooLongError}
   */
  public static String checkKey(String key) {
    // No character takes more than three bytes a UTF-16 unit.
    if (key.length() * 3 > KEY_LENGTH_MAX) {
      int length = key.getBytes(StandardCharsets.UTF_8).length;
      if (length > KEY_LENGTH_MAX) {
        throw Failures.of(
            ErrorCode.KEY_TOO_LONG_ERROR,
            Map.entry("Size", Integer.toString(length)),
            Map.entry("MaxSizeAllowed", Integer.toString(KEY_LENGTH_MAX)));
      }
    }
    return key;
  }

  private static String decode(String encoded) {
    String decoded =
        UriEncoding.decode(encoded).orElseThrow(() -> new S3Exception(ErrorCode.INVALID_URI));
    // U+FFFD, not percent-encoded, is what the server made of bytes that are not UTF-8.
    if (decoded.indexOf(0) >= 0 || encoded.indexOf('\ufffd') >= 0) {
      throw new S3Exception(ErrorCode.INVALID_URI);
    }
    return decoded;
  }
}

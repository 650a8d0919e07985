package org.mucura.s3.body;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.mucura.core.S3Exception;
import org.mucura.spi.Bytes;
import org.mucura.wire.ErrorCode;
import org.mucura.wire.sigv4.ChunkSignatures;

/**
 * The headers behind the last chunk.
 *
 * @param headers by lower-case name, without the signature
 * @param signature in hexadecimal digits
 */
record Trailer(Map<String, String> headers, Optional<String> signature) {

  /** The longest trailer, in bytes. */
  static final int LENGTH_MAX = 4096;

  private static final String SIGNATURE = "x-amz-trailer-signature";

  /**
   * Reads all that stands behind the header of the last chunk. AWS ends lines with CR LF; minio-go
   * ends them with LF and puts an empty line before the signature, so both are taken, and empty
   * lines are passed over.
   *
   * @throws S3Exception {@code IncompleteBody} if the empty line at the end is missing, {@code
   *     MalformedTrailerError}
   */
  static Trailer parse(byte[] section) {
    String text = new String(section, StandardCharsets.ISO_8859_1);
    if (!text.equals("\r\n") && !text.endsWith("\n\r\n")) {
      throw new S3Exception(ErrorCode.INCOMPLETE_BODY);
    }
    Map<String, String> headers = new LinkedHashMap<>();
    for (String line : text.split("\r?\n", -1)) {
      if (!line.isEmpty()) {
        add(headers, line);
      }
    }
    return new Trailer(headers, Optional.ofNullable(headers.remove(SIGNATURE)));
  }

  private static void add(Map<String, String> headers, String line) {
    int colon = line.indexOf(':');
    if (colon < 1
        || headers.size() > 16
        || headers.put(
                line.substring(0, colon).toLowerCase(Locale.ROOT),
                line.substring(colon + 1).strip())
            != null) {
      throw new S3Exception(ErrorCode.MALFORMED_TRAILER_ERROR);
    }
  }

  /** The digest of the headers in canonical form, which is what the signature is over. */
  Bytes sha256() {
    String canonical = ChunkSignatures.canonicalTrailer(headers);
    return Bytes.wrap(Digests.sha256().digest(canonical.getBytes(StandardCharsets.ISO_8859_1)));
  }
}

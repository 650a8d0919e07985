package org.mucura.s3.body;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.mucura.core.S3Exception;
import org.mucura.spi.Bytes;
import org.mucura.wire.ErrorCode;

/** Reports its end only if the SHA-256 of all that went by is the expected one. */
final class Sha256InputStream extends FilterInputStream {

  private final MessageDigest digest = Digests.sha256();
  private final Bytes expected;
  private boolean verified;

  Sha256InputStream(InputStream in, Bytes expected) {
    super(in);
    this.expected = expected;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  /**
   * @throws S3Exception {@code XAmzContentSHA256Mismatch}
   */
  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int count = in.read(buffer, offset, length);
    if (count > 0) {
      digest.update(buffer, offset, count);
    } else if (count < 0 && !verified) {
      verify();
    }
    return count;
  }

  private void verify() {
    byte[] actual = digest.digest();
    if (!MessageDigest.isEqual(actual, expected.shared())) {
      Map<String, String> details = new LinkedHashMap<>();
      details.put("ClientComputedContentSHA256", expected.toString());
      details.put("S3ComputedContentSHA256", HexFormat.of().formatHex(actual));
      throw new S3Exception(
          ErrorCode.X_AMZ_CONTENT_SHA256_MISMATCH,
          ErrorCode.X_AMZ_CONTENT_SHA256_MISMATCH.message(),
          details);
    }
    verified = true;
  }
}

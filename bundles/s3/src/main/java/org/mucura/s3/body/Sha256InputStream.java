package org.mucura.s3.body;

import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import org.mucura.s3.failure.Failures;
import org.mucura.spi.Bytes;
import org.mucura.wire.ErrorCode;

/**
 * Reports its end only if the SHA-256 of all that went by is the expected one; throws {@code
 * XAmzContentSHA256Mismatch} otherwise.
 */
final class Sha256InputStream extends VerifyingInputStream {

  private final MessageDigest digest = Digests.sha256();
  private final Bytes expected;

  Sha256InputStream(InputStream in, Bytes expected) {
    super(in);
    this.expected = expected;
  }

  @Override
  void pass(byte[] buffer, int offset, int count) {
    digest.update(buffer, offset, count);
  }

  @Override
  void verify() {
    byte[] actual = digest.digest();
    if (!MessageDigest.isEqual(actual, expected.shared())) {
      throw Failures.of(
          ErrorCode.X_AMZ_CONTENT_SHA256_MISMATCH,
          Map.entry("ClientComputedContentSHA256", expected.toString()),
          Map.entry("S3ComputedContentSHA256", HexFormat.of().formatHex(actual)));
    }
  }
}

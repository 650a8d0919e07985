package org.mucura.s3.body;

import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mucura.core.S3Exception;
import org.mucura.core.content.ExpectedDigests;
import org.mucura.spi.Bytes;
import org.mucura.wire.ErrorCode;
import org.mucura.wire.checksum.ChecksumAlgorithm;
import org.mucura.wire.checksum.RunningChecksum;

/**
 * Reports its end only if all that went by has the expected digests; throws {@code BadDigest}
 * otherwise.
 */
public final class DigestsInputStream extends VerifyingInputStream {

  private final ExpectedDigests expected;
  private final @Nullable MessageDigest md5;
  private final @Nullable RunningChecksum checksum;

  public DigestsInputStream(InputStream in, ExpectedDigests expected) {
    super(in);
    this.expected = expected;
    this.md5 = expected.contentMd5().isPresent() ? Digests.md5() : null;
    this.checksum = expected.algorithm().map(ChecksumAlgorithm::newChecksum).orElse(null);
  }

  @Override
  void pass(byte[] buffer, int offset, int count) {
    if (md5 != null) {
      md5.update(buffer, offset, count);
    }
    if (checksum != null) {
      checksum.update(buffer, offset, count);
    }
  }

  @Override
  void verify() {
    if (md5 != null) {
      compare(expected.contentMd5(), md5.digest());
    }
    if (checksum != null) {
      compare(expected.checksum().get(), checksum.value());
    }
  }

  private static void compare(Optional<Bytes> expected, byte[] actual) {
    if (expected.isPresent() && !MessageDigest.isEqual(expected.get().shared(), actual)) {
      throw new S3Exception(ErrorCode.BAD_DIGEST);
    }
  }
}

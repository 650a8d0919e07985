package org.mucura.s3.body;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mucura.core.S3Exception;
import org.mucura.core.content.ExpectedDigests;
import org.mucura.spi.Bytes;
import org.mucura.wire.ErrorCode;
import org.mucura.wire.checksum.RunningChecksum;

/** Reports its end only if all that went by has the expected digests. */
public final class DigestsInputStream extends FilterInputStream {

  private final ExpectedDigests expected;
  private final @Nullable MessageDigest md5;
  private final @Nullable RunningChecksum checksum;
  private boolean verified;

  public DigestsInputStream(InputStream in, ExpectedDigests expected) {
    super(in);
    this.expected = expected;
    this.md5 = expected.contentMd5().isPresent() ? Digests.md5() : null;
    this.checksum = expected.algorithm().map(a -> a.newChecksum()).orElse(null);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  /**
   * @throws S3Exception {@code BadDigest}
   */
  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int count = in.read(buffer, offset, length);
    if (count < 0) {
      verify();
    } else {
      if (md5 != null) {
        md5.update(buffer, offset, count);
      }
      if (checksum != null) {
        checksum.update(buffer, offset, count);
      }
    }
    return count;
  }

  private void verify() {
    if (verified) {
      return;
    }
    verified = true;
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

package org.mucura.s3.xml;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.mucura.core.S3Exception;
import org.mucura.wire.ErrorCode;

/** Refuses to yield more than so many bytes. */
final class LimitedInputStream extends FilterInputStream {

  private int left;

  LimitedInputStream(InputStream in, int max) {
    super(in);
    this.left = max;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  /**
   * @throws S3Exception {@code MaxMessageLengthExceeded}
   */
  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int count = in.read(buffer, offset, length);
    left -= Math.max(count, 0);
    if (left < 0) {
      throw new S3Exception(ErrorCode.MAX_MESSAGE_LENGTH_EXCEEDED);
    }
    return count;
  }

  /** The parser closes what it has read; the body is not its own. */
  @Override
  public void close() {}
}

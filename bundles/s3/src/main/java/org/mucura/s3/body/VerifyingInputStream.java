package org.mucura.s3.body;

import java.io.IOException;
import java.io.InputStream;

/** Shows all that goes by to its subclass, which may refuse to let the end be reported. */
abstract class VerifyingInputStream extends InputStream {

  private final InputStream in;
  private boolean ended;

  VerifyingInputStream(InputStream in) {
    this.in = in;
  }

  /** Bytes go by. */
  abstract void pass(byte[] buffer, int offset, int count);

  /**
   * All bytes have gone by; called once.
   *
   * @throws org.mucura.core.S3Exception if they are not what they must be
   */
  abstract void verify();

  @Override
  public final int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public final int read(byte[] buffer, int offset, int length) throws IOException {
    int count = in.read(buffer, offset, length);
    if (count >= 0) {
      pass(buffer, offset, count);
    } else if (!ended) {
      ended = true;
      verify();
    }
    return count;
  }

  @Override
  public final void close() throws IOException {
    in.close();
  }
}

package org.mucura.s3.body;

import java.io.ByteArrayInputStream;
import java.util.Random;

/** Yields its bytes in pieces of random sizes, as a connection does. */
final class StutteringInputStream extends ByteArrayInputStream {

  private final Random random;

  StutteringInputStream(byte[] bytes, Random random) {
    super(bytes);
    this.random = random;
  }

  @Override
  public synchronized int read(byte[] buffer, int offset, int length) {
    int most = length == 0 ? 0 : 1 + random.nextInt(Math.min(length, 9000));
    return super.read(buffer, offset, most);
  }

  @Override
  public synchronized int available() {
    return 0;
  }
}

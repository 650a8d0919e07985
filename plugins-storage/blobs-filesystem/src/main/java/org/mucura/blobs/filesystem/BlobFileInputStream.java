package org.mucura.blobs.filesystem;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Objects;

/** A part of a file, which it keeps open: the bytes stay although the name goes. */
final class BlobFileInputStream extends InputStream {

  /** Java keeps a buffer outside the heap for each thread, as long as its longest read. */
  private static final int READ_MAX = 128 * 1024;

  private final FileChannel file;
  private final long end;
  private long position;

  /**
   * @param file closed with this stream
   * @param position where to begin
   * @param end where to end, not beyond the file's end
   */
  BlobFileInputStream(FileChannel file, long position, long end) {
    this.file = file;
    this.position = position;
    this.end = end;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int from, int length) throws IOException {
    Objects.checkFromIndexSize(from, length, target.length);
    if (length == 0) {
      return 0;
    }
    if (position == end) {
      return -1;
    }
    int wanted = (int) Math.min(Math.min(length, READ_MAX), end - position);
    int count = file.read(ByteBuffer.wrap(target, from, wanted), position);
    if (count < 0) {
      throw new EOFException("the file ends at " + position + " instead of " + end);
    }
    position += count;
    return count;
  }

  @Override
  public long skip(long count) {
    long skipped = Math.max(0, Math.min(count, end - position));
    position += skipped;
    return skipped;
  }

  @Override
  public int available() {
    return (int) Math.min(Integer.MAX_VALUE, end - position);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}

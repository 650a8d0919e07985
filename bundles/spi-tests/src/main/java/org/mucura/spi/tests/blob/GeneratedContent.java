package org.mucura.spi.tests.blob;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.mucura.spi.blob.BlobRange;

/**
 * Bytes that look random and can be had again without keeping them.
 *
 * @param seed contents of different seeds differ, and so do the pieces of one
 * @param length how many bytes
 */
record GeneratedContent(long seed, long length) {

  InputStream stream() {
    return stream(new BlobRange(0, length));
  }

  /** The part of {@code range} that there is. */
  InputStream stream(BlobRange range) {
    long from = Math.min(range.offset(), length);
    return new Generated(from, Math.min(range.offset() + range.length(), length));
  }

  byte[] bytes() {
    try {
      return stream().readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private byte at(long position) {
    long mixed = (seed * 31 + (position >>> 3)) * 0x9E3779B97F4A7C15L;
    mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed ^= mixed >>> 27;
    return (byte) (mixed >>> (8 * (position & 7)));
  }

  private final class Generated extends InputStream {

    private long position;
    private final long end;

    Generated(long position, long end) {
      this.position = position;
      this.end = end;
    }

    @Override
    public int read() {
      return position == end ? -1 : at(position++) & 0xff;
    }

    @Override
    public int read(byte[] target, int from, int count) {
      Objects.checkFromIndexSize(from, count, target.length);
      if (position == end && count > 0) {
        return -1;
      }
      int generated = (int) Math.min(count, end - position);
      for (int i = 0; i < generated; i++) {
        target[from + i] = at(position++);
      }
      return generated;
    }
  }
}

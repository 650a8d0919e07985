package org.mucura.blobs.filesystem;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The beginning of a content, in memory, and the rest of it; the stream is never closed. */
final class BufferedContent extends InputStream {

  private final byte[] head;
  private final @Nullable InputStream rest;
  private int position;

  private BufferedContent(byte[] head, @Nullable InputStream rest) {
    this.head = head;
    this.rest = rest;
  }

  /**
   * Reads up to {@code max} bytes and one more, to see whether they are all.
   *
   * @throws IOException if they are all, but not {@code size}
   */
  static BufferedContent read(InputStream content, OptionalLong size, int max) throws IOException {
    byte[] head = content.readNBytes((int) Math.min(size.orElse(max), max));
    int next = content.read();
    if (next < 0) {
      TemporaryFile.requireSize(size.isEmpty() || size.getAsLong() == head.length, size);
      return new BufferedContent(head, null);
    }
    byte[] more = Arrays.copyOf(head, head.length + 1);
    more[head.length] = (byte) next;
    return new BufferedContent(more, content);
  }

  /** Whether the beginning is all. */
  boolean isWhole() {
    return rest == null;
  }

  /** All, if {@link #isWhole}. */
  byte[] bytes() {
    return head;
  }

  @Override
  public int read() throws IOException {
    if (position < head.length) {
      return head[position++] & 0xff;
    }
    return rest == null ? -1 : rest.read();
  }

  @Override
  public int read(byte[] target, int from, int length) throws IOException {
    if (position < head.length && length > 0) {
      int count = Math.min(length, head.length - position);
      System.arraycopy(head, position, target, from, count);
      position += count;
      return count;
    }
    return rest == null ? (length == 0 ? 0 : -1) : rest.read(target, from, length);
  }
}

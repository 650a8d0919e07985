package org.mucura.blobs.memory;

import java.io.InputStream;
import java.util.List;
import java.util.Objects;

/** Reads pieces from one position to another. */
final class PiecesInputStream extends InputStream {

  private final List<byte[]> pieces;
  private final long end;
  private long position;

  PiecesInputStream(List<byte[]> pieces, long position, long end) {
    this.pieces = pieces;
    this.position = position;
    this.end = end;
  }

  @Override
  public int read() {
    if (position == end) {
      return -1;
    }
    int value = piece()[offset()] & 0xff;
    position++;
    return value;
  }

  @Override
  public int read(byte[] target, int from, int length) {
    Objects.checkFromIndexSize(from, length, target.length);
    if (length == 0) {
      return 0;
    }
    if (position == end) {
      return -1;
    }
    byte[] piece = piece();
    int count = (int) Math.min(Math.min(length, piece.length - offset()), end - position);
    System.arraycopy(piece, offset(), target, from, count);
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

  private byte[] piece() {
    return pieces.get((int) (position / Pieces.PIECE_LENGTH));
  }

  private int offset() {
    return (int) (position % Pieces.PIECE_LENGTH);
  }
}

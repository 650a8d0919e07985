package org.mucura.core.seal;

import org.mucura.spi.blob.BlobRange;

/**
 * Where the pieces of sealed contents are. Each but the last has {@value #PIECE} bytes of
 * plaintext; the last one has 1 to {@value #PIECE}, or none if the contents are empty. Behind each
 * stands its tag.
 */
public final class SealedLayout {

  /** The plaintext in a piece, in bytes. */
  public static final int PIECE = 64 * 1024;

  /** What is added to a piece, in bytes. */
  public static final int TAG = 16;

  private SealedLayout() {}

  /** The number of the last piece; the first is 0. */
  static long lastPiece(long plainSize) {
    return plainSize == 0 ? 0 : (plainSize - 1) / PIECE;
  }

  /** How many bytes of plaintext the piece has. */
  static int plainLength(long plainSize, long piece) {
    return (int) Math.min(PIECE, plainSize - piece * PIECE);
  }

  /** How many bytes contents have when they are sealed. */
  public static long sealedSize(long plainSize) {
    return plainSize + (lastPiece(plainSize) + 1) * TAG;
  }

  /**
   * How many bytes sealed contents have when they are opened.
   *
   * @throws IllegalArgumentException if nothing has this size when it is sealed
   */
  public static long plainSize(long sealedSize) {
    long pieces = (sealedSize + PIECE + TAG - 1) / (PIECE + TAG);
    long plain = sealedSize - pieces * TAG;
    if (plain < 0 || sealedSize(plain) != sealedSize) {
      throw new IllegalArgumentException("no sealed size: " + sealedSize);
    }
    return plain;
  }

  /** The pieces that a range of the plaintext touches; of an empty range the one it stands in. */
  static Pieces touching(BlobRange range, long plainSize) {
    long end = range.offset() + range.length();
    if (end > plainSize) {
      throw new IllegalArgumentException(range + " of " + plainSize);
    }
    long last = lastPiece(plainSize);
    long first = Math.min(range.offset() / PIECE, last);
    return new Pieces(first, range.length() == 0 ? first : (end - 1) / PIECE);
  }

  /**
   * Pieces that follow each other.
   *
   * @param first the number of the first
   * @param last the number of the last
   */
  record Pieces(long first, long last) {

    /** Where they are; if the last of all is among them, one byte more, which must not be there. */
    BlobRange sealed(long plainSize) {
      long from = first * (PIECE + TAG);
      boolean toEnd = last == lastPiece(plainSize);
      long to = toEnd ? sealedSize(plainSize) + 1 : (last + 1) * (PIECE + TAG);
      return new BlobRange(from, to - from);
    }
  }
}

package org.mucura.spi.blob;

/**
 * Bytes of a blob that follow each other.
 *
 * @param offset the first byte, 0 or more
 * @param length how many, 0 or more
 */
public record BlobRange(long offset, long length) {

  public BlobRange {
    if (offset < 0 || length < 0 || offset + length < 0) {
      throw new IllegalArgumentException("no range: " + offset + "+" + length);
    }
  }
}

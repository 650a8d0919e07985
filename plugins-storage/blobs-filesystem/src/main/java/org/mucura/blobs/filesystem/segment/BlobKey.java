package org.mucura.blobs.filesystem.segment;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.mucura.spi.blob.BlobId;

/**
 * An id as 16 bytes. Keys are in the order in which files are listed: by the last three digits,
 * which name the folder, then by all of them.
 *
 * @param high the first 16 digits, which begin with the time
 * @param low the last 16 digits
 */
record BlobKey(long high, long low) implements Comparable<BlobKey> {

  static final int LENGTH = 16;

  private static final int GROUP = 0xfff;

  static BlobKey of(BlobId id) {
    int half = BlobId.LENGTH / 2;
    return new BlobKey(
        HexFormat.fromHexDigitsToLong(id.digits(), 0, half),
        HexFormat.fromHexDigitsToLong(id.digits(), half, BlobId.LENGTH));
  }

  static BlobKey read(ByteBuffer from, int at) {
    return new BlobKey(from.getLong(at), from.getLong(at + Long.BYTES));
  }

  void put(ByteBuffer to, int at) {
    to.putLong(at, high).putLong(at + Long.BYTES, low);
  }

  BlobId id() {
    HexFormat hex = HexFormat.of();
    return new BlobId(hex.toHexDigits(high) + hex.toHexDigits(low));
  }

  @Override
  public int compareTo(BlobKey other) {
    int byGroup = Long.compare(low & GROUP, other.low & GROUP);
    if (byGroup != 0) {
      return byGroup;
    }
    int byHigh = Long.compareUnsigned(high, other.high);
    return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
  }

  @Override
  public String toString() {
    return id().digits();
  }
}

package org.mucura.core.format;

import java.util.Arrays;
import org.mucura.spi.Bytes;

/** Reads what {@link VarintWriter} wrote. */
final class VarintReader {

  private final byte[] bytes;
  private final int end;
  private int position;

  VarintReader(byte[] bytes, int start, int end) {
    this.bytes = bytes;
    this.position = start;
    this.end = end;
  }

  boolean atEnd() {
    return position == end;
  }

  int position() {
    return position;
  }

  long varint() {
    long number = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      need(1);
      byte b = bytes[position++];
      number |= (b & 0x7fL) << shift;
      if (b >= 0) {
        return number;
      }
    }
    throw new CorruptRecordException("number too long");
  }

  Bytes raw(long length) {
    int size = skip(length);
    return Bytes.wrap(Arrays.copyOfRange(bytes, position - size, position));
  }

  /**
   * Passes over bytes.
   *
   * @return how many
   */
  int skip(long length) {
    need(length);
    position += (int) length;
    return (int) length;
  }

  private void need(long length) {
    if (length < 0 || length > end - position) {
      throw new CorruptRecordException("record ends early");
    }
  }
}

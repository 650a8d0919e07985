package org.mucura.core.format;

import java.io.ByteArrayOutputStream;
import org.mucura.spi.Bytes;

/**
 * Writes numbers in groups of seven bits, the least first, the eighth bit set on all but the last.
 */
final class VarintWriter {

  private final ByteArrayOutputStream out;

  VarintWriter(int sizeExpected) {
    out = new ByteArrayOutputStream(sizeExpected);
  }

  void varint(long number) {
    long rest = number;
    while ((rest & ~0x7fL) != 0) {
      out.write((int) ((rest & 0x7f) | 0x80));
      rest >>>= 7;
    }
    out.write((int) rest);
  }

  /** How many bytes a number takes. */
  static int length(long number) {
    return Math.max(1, (Long.SIZE - Long.numberOfLeadingZeros(number) + 6) / 7);
  }

  void raw(Bytes bytes) {
    raw(bytes.shared(), 0, bytes.length());
  }

  void raw(byte[] bytes, int start, int end) {
    out.write(bytes, start, end - start);
  }

  Bytes bytes() {
    return Bytes.wrap(out.toByteArray());
  }
}

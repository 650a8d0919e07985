package org.mucura.core.format;

import java.util.Arrays;
import org.mucura.spi.Bytes;

/**
 * What stands around every value: a byte for the layout, the change number, the write id, the body.
 *
 * @param change 1 for a record's first write, one more with each change; what a store is copied by
 * @param writeId 16 random bytes of the one attempt that wrote this value, by which a writer knows
 *     its own write again after a time-out
 */
public record Envelope(long change, Bytes writeId, Bytes body) {

  /** The layout of this release. */
  public static final int LAYOUT = 1;

  /** How many bytes a write id has. */
  public static final int WRITE_ID_LENGTH = 16;

  public Envelope {
    if (change < 1 || writeId.length() != WRITE_ID_LENGTH) {
      throw new IllegalArgumentException("change " + change + ", write id " + writeId);
    }
  }

  public Bytes encode() {
    VarintWriter out = new VarintWriter(1 + 5 + WRITE_ID_LENGTH + body.length());
    out.raw(Bytes.copyOf((byte) LAYOUT));
    out.varint(change);
    out.raw(writeId);
    out.raw(body);
    return out.bytes();
  }

  /**
   * Opens the envelope of a value.
   *
   * @throws CorruptRecordException if {@code value} has another layout, or is cut short
   */
  public static Envelope decode(Bytes value) {
    byte[] bytes = value.shared();
    if (bytes.length == 0 || bytes[0] != LAYOUT) {
      throw new CorruptRecordException(
          "record of unknown layout " + (bytes.length == 0 ? "(empty)" : bytes[0]));
    }
    VarintReader in = new VarintReader(bytes, 1, bytes.length);
    long change = in.varint();
    Bytes writeId = in.raw(WRITE_ID_LENGTH);
    return new Envelope(
        change, writeId, Bytes.wrap(Arrays.copyOfRange(bytes, in.position(), bytes.length)));
  }
}

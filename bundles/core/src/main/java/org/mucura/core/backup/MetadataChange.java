package org.mucura.core.backup;

import java.util.Arrays;
import java.util.Optional;
import org.mucura.spi.Bytes;

/**
 * What a run says of a key: its value, or that it is gone.
 *
 * @param value empty if there is none any more
 */
record MetadataChange(Bytes key, Optional<Bytes> value) {

  private static final byte PUT = 1;
  private static final byte REMOVAL = 2;
  private static final int KEY_AT = 3;

  byte[] encode() {
    byte[] keyBytes = key.shared();
    byte[] valueBytes = value.orElse(Bytes.EMPTY).shared();
    byte[] frame = new byte[KEY_AT + keyBytes.length + valueBytes.length];
    frame[0] = value.isPresent() ? PUT : REMOVAL;
    frame[1] = (byte) (keyBytes.length >> 8);
    frame[2] = (byte) keyBytes.length;
    System.arraycopy(keyBytes, 0, frame, KEY_AT, keyBytes.length);
    System.arraycopy(valueBytes, 0, frame, KEY_AT + keyBytes.length, valueBytes.length);
    return frame;
  }

  /**
   * The inverse of {@link #encode}.
   *
   * @throws IllegalArgumentException if it is none
   */
  static MetadataChange decode(byte[] frame) {
    int keyEnd = frame.length < KEY_AT ? -1 : KEY_AT + ((frame[1] & 0xff) << 8) + (frame[2] & 0xff);
    if (keyEnd <= KEY_AT || keyEnd > frame.length || (frame[0] != PUT && frame[0] != REMOVAL)) {
      throw new IllegalArgumentException("no entry");
    }
    Bytes key = Bytes.wrap(Arrays.copyOfRange(frame, KEY_AT, keyEnd));
    Optional<Bytes> value =
        frame[0] == PUT
            ? Optional.of(Bytes.wrap(Arrays.copyOfRange(frame, keyEnd, frame.length)))
            : Optional.empty();
    return new MetadataChange(key, value);
  }
}

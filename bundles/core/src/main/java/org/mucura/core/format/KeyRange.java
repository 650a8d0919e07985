package org.mucura.core.format;

import java.util.Arrays;
import org.mucura.spi.Bytes;

/**
 * The keys between two bounds, neither of which belongs to it.
 *
 * @param after empty: from the first key
 * @param before empty: to the last key
 */
public record KeyRange(Bytes after, Bytes before) {

  /** The keys that begin with {@code prefix} and are longer. */
  public static KeyRange ofPrefix(Bytes prefix) {
    return new KeyRange(prefix, behindPrefix(prefix));
  }

  /** The part of this range behind {@code key}. */
  public KeyRange behind(Bytes key) {
    return key.compareTo(after) > 0 ? new KeyRange(key, before) : this;
  }

  /**
   * The least bytes behind everything that begins with {@code prefix}; empty if nothing can be. No
   * key that {@link KeyWriter} ends with a text has this value, so it may stand as either bound.
   */
  public static Bytes behindPrefix(Bytes prefix) {
    byte[] bytes = prefix.toArray();
    for (int i = bytes.length - 1; i >= 0; i--) {
      if (bytes[i] != (byte) 0xff) {
        bytes[i]++;
        return Bytes.wrap(Arrays.copyOf(bytes, i + 1));
      }
    }
    return Bytes.EMPTY;
  }
}

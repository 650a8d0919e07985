package org.mucura.core.format;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.mucura.spi.Bytes;

/** Takes a key apart again, component by component, in the order in which they were written. */
public final class KeyReader {

  private final byte[] key;
  private int position = 1;

  /**
   * Begins behind the type.
   *
   * @throws CorruptRecordException if {@code key} is not of {@code type}
   */
  public KeyReader(RecordType type, Bytes key) {
    this.key = key.shared();
    if (key.length() == 0 || key.at(0) != type.letter()) {
      throw new CorruptRecordException("not a key of " + type + ": " + key);
    }
  }

  public Bytes raw(int length) {
    need(length);
    position += length;
    return Bytes.wrap(Arrays.copyOfRange(key, position - length, position));
  }

  public String text() {
    ByteArrayOutputStream text = new ByteArrayOutputStream(key.length);
    while (true) {
      need(1);
      byte b = key[position++];
      if (b == 0) {
        need(1);
        if (key[position++] == 0) {
          return text.toString(StandardCharsets.UTF_8);
        }
      }
      text.write(b);
    }
  }

  public long number(int width) {
    need(width);
    long number = 0;
    for (int i = 0; i < width; i++) {
      number = (number << 8) | (key[position++] & 0xff);
    }
    return number;
  }

  public long descending() {
    return ~number(Long.BYTES);
  }

  private void need(int length) {
    if (position + length > key.length) {
      throw new CorruptRecordException("key ends early: " + Bytes.copyOf(key));
    }
  }
}

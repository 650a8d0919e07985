package org.mucura.core.format;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.mucura.spi.Bytes;

/**
 * Writes a key from its components so that keys sort as their components do: texts by their UTF-8
 * bytes, numbers by size. {@link KeyReader} is the inverse.
 */
public final class KeyWriter {

  private static final int ESCAPED = 0x00;
  private static final int NUL = 0xff;
  private static final int END = 0x00;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(64);

  private KeyWriter(RecordType type) {
    bytes.write(type.letter());
  }

  public static KeyWriter of(RecordType type) {
    return new KeyWriter(type);
  }

  /** Bytes of a length that is the same in all keys of this type. */
  public KeyWriter raw(Bytes fixed) {
    bytes.writeBytes(fixed.shared());
    return this;
  }

  /**
   * A text of any length: NUL becomes {@code 00 FF}, and {@code 00 00} is the end.
   *
   * @throws IllegalArgumentException if it has half a surrogate pair, which UTF-8 cannot say
   */
  public KeyWriter text(String text) {
    textPrefix(text);
    bytes.write(END);
    bytes.write(END);
    return this;
  }

  /** What all texts that begin with {@code prefix} begin with; nothing may follow it. */
  public KeyWriter textPrefix(String prefix) {
    byte[] utf8 = utf8(prefix);
    for (byte b : utf8) {
      bytes.write(b);
      if (b == ESCAPED) {
        bytes.write(NUL);
      }
    }
    return this;
  }

  /** A number from 0 in {@code width} bytes, the greatest last. */
  public KeyWriter number(long number, int width) {
    if (number < 0 || (width < Long.BYTES && number >>> (8 * width) != 0)) {
      throw new IllegalArgumentException(number + " has no place in " + width + " bytes");
    }
    return bits(number, width);
  }

  /** A number from 0 in 8 bytes, the greatest first. */
  public KeyWriter descending(long number) {
    if (number < 0) {
      throw new IllegalArgumentException("negative: " + number);
    }
    return bits(~number, Long.BYTES);
  }

  public Bytes key() {
    return Bytes.wrap(bytes.toByteArray());
  }

  private KeyWriter bits(long bits, int width) {
    for (int shift = 8 * (width - 1); shift >= 0; shift -= 8) {
      bytes.write((int) (bits >>> shift));
    }
    return this;
  }

  private static byte[] utf8(String text) {
    try {
      ByteBuffer encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
      byte[] utf8 = new byte[encoded.remaining()];
      encoded.get(utf8);
      return utf8;
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("not expressible in UTF-8", e);
    }
  }
}

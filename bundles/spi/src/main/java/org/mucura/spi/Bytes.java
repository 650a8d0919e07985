package org.mucura.spi;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * An immutable string of bytes, ordered as unsigned bytes from the left; a proper prefix comes
 * first. Equality is by content.
 */
public final class Bytes implements Comparable<Bytes> {

  /** The string of no bytes, the least of all. */
  public static final Bytes EMPTY = new Bytes(new byte[0]);

  private final byte[] content;
  private int hash;

  private Bytes(byte[] content) {
    this.content = content;
  }

  /** A copy of {@code content}. */
  public static Bytes copyOf(byte... content) {
    return content.length == 0 ? EMPTY : new Bytes(content.clone());
  }

  /**
   * {@code content} itself, without a copy: the caller hands the array over and never changes it
   * again.
   */
  public static Bytes wrap(byte[] content) {
    return content.length == 0 ? EMPTY : new Bytes(content);
  }

  /** The UTF-8 form of {@code text}. */
  public static Bytes utf8(String text) {
    return wrap(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The bytes written as pairs of hexadecimal digits, the inverse of {@link #toString}. */
  public static Bytes hex(String digits) {
    return wrap(HexFormat.of().parseHex(digits));
  }

  public int length() {
    return content.length;
  }

  /** The byte at {@code index}, sign-extended as Java does. */
  public byte at(int index) {
    return content[index];
  }

  /** A copy that the caller may change. */
  public byte[] toArray() {
    return content.clone();
  }

  /**
   * The array behind this object, without a copy, for stores that hand it on to a library: whoever
   * asks must not change it.
   */
  public byte[] shared() {
    return content;
  }

  public boolean startsWith(Bytes prefix) {
    return content.length >= prefix.content.length
        && Arrays.equals(
            content, 0, prefix.content.length, prefix.content, 0, prefix.content.length);
  }

  /** These bytes followed by {@code tail}. */
  public Bytes concat(Bytes tail) {
    byte[] joined = Arrays.copyOf(content, content.length + tail.content.length);
    System.arraycopy(tail.content, 0, joined, content.length, tail.content.length);
    return wrap(joined);
  }

  @Override
  public int compareTo(Bytes other) {
    return Arrays.compareUnsigned(content, other.content);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Bytes bytes && Arrays.equals(content, bytes.content);
  }

  @Override
  public int hashCode() {
    if (hash == 0) {
      hash = Arrays.hashCode(content);
    }
    return hash;
  }

  /** The bytes as lower-case hexadecimal digits. */
  @Override
  public String toString() {
    return HexFormat.of().formatHex(content);
  }
}

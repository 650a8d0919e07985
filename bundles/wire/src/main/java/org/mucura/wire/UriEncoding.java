package org.mucura.wire;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * Percent-encoding as AWS defines it: each byte of the UTF-8 form is written as {@code %XX} in
 * upper case, save the unreserved ones of RFC 3986 ({@code A-Z a-z 0-9 - . _ ~}).
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html">
 *     UriEncode() in the description of Signature Version 4</a>
 */
public final class UriEncoding {

  private static final char[] HEX = "0123456789ABCDEF".toCharArray();
  private static final boolean[] UNRESERVED = new boolean[128];

  static {
    Arrays.fill(UNRESERVED, 'A', 'Z' + 1, true);
    Arrays.fill(UNRESERVED, 'a', 'z' + 1, true);
    Arrays.fill(UNRESERVED, '0', '9' + 1, true);
    for (char c : new char[] {'-', '.', '_', '~'}) {
      UNRESERVED[c] = true;
    }
  }

  private UriEncoding() {}

  /** Encodes all that is not unreserved, the slash too: names and values of a query. */
  public static String encode(String text) {
    return encode(text, false);
  }

  /** Encodes all that is neither unreserved nor a slash: the path of an object. */
  public static String encodePath(String path) {
    return encode(path, true);
  }

  /**
   * Decodes a path, once; a plus sign stands for itself.
   *
   * @return empty if an escape is broken or the bytes are not UTF-8
   */
  public static Optional<String> decode(String encoded) {
    return decode(encoded, false);
  }

  /**
   * Decodes a name or a value of a query, once; a plus sign stands for a space, as S3 takes it.
   *
   * @return empty if an escape is broken or the bytes are not UTF-8
   */
  public static Optional<String> decodeQuery(String encoded) {
    return decode(encoded, true);
  }

  private static String encode(String text, boolean keepSlash) {
    int plain = 0;
    while (plain < text.length() && isKept(text.charAt(plain), keepSlash)) {
      plain++;
    }
    if (plain == text.length()) {
      return text;
    }
    StringBuilder encoded = new StringBuilder(text.length() + 32).append(text, 0, plain);
    for (byte b : text.substring(plain).getBytes(StandardCharsets.UTF_8)) {
      if (isKept((char) (b & 0xff), keepSlash)) {
        encoded.append((char) b);
      } else {
        encoded.append('%').append(HEX[(b >> 4) & 0xf]).append(HEX[b & 0xf]);
      }
    }
    return encoded.toString();
  }

  private static boolean isKept(char c, boolean keepSlash) {
    return (c < 128 && UNRESERVED[c]) || (keepSlash && c == '/');
  }

  private static Optional<String> decode(String encoded, boolean plusIsSpace) {
    if (encoded.indexOf('%') < 0 && (!plusIsSpace || encoded.indexOf('+') < 0)) {
      return Optional.of(encoded);
    }
    byte[] raw = encoded.getBytes(StandardCharsets.UTF_8);
    ByteBuffer decoded = ByteBuffer.allocate(raw.length);
    for (int i = 0; i < raw.length; i++) {
      if (raw[i] == '%') {
        int escape = i + 2 < raw.length ? digit(raw[i + 1]) << 4 | digit(raw[i + 2]) : -1;
        if (escape < 0) {
          return Optional.empty();
        }
        decoded.put((byte) escape);
        i += 2;
      } else {
        decoded.put(plusIsSpace && raw[i] == '+' ? (byte) ' ' : raw[i]);
      }
    }
    try {
      return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(decoded.flip()).toString());
    } catch (CharacterCodingException notUtf8) {
      return Optional.empty();
    }
  }

  /** The value of a hexadecimal digit, or a negative number. */
  private static int digit(byte b) {
    return b < 0 ? -1 : Character.digit((char) b, 16);
  }
}

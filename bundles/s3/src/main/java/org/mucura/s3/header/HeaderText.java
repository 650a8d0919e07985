package org.mucura.s3.header;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * The text of headers beyond ASCII. The server takes each byte for a character; clients that send
 * such bytes mean UTF-8. In answers they are written as RFC 2047 says, which is what S3 does.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingMetadata.html">Working
 *     with object metadata</a>
 */
final class HeaderText {

  private HeaderText() {}

  /** The text that was meant by the bytes of a header. */
  static String decode(String received) {
    if (isAscii(received)) {
      return received;
    }
    byte[] bytes = received.getBytes(StandardCharsets.ISO_8859_1);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException notUtf8) {
      return received;
    }
  }

  /** Text as it is sent. */
  static String encode(String text) {
    return isAscii(text)
        ? text
        : "=?UTF-8?B?"
            + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8))
            + "?=";
  }

  private static boolean isAscii(String text) {
    return text.chars().allMatch(c -> c < 0x80);
  }
}

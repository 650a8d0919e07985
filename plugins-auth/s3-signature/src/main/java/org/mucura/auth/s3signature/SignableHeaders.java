package org.mucura.auth.s3signature;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.mucura.spi.auth.AuthRequest;

/** The headers of a request as a client signs them. */
final class SignableHeaders {

  private SignableHeaders() {}

  /** Those of {@code names} that the request has; HTTP/2 calls the host otherwise. */
  static Map<String, List<String>> of(AuthRequest request, List<String> names) {
    Map<String, List<String>> headers = new HashMap<>();
    for (String name : names) {
      List<String> values = request.headers().get(name);
      if (values == null && name.equals("host")) {
        values = List.of(request.authority());
      }
      if (values != null) {
        headers.put(name, isAscii(values) ? values : values.stream().map(v -> text(v)).toList());
      }
    }
    return headers;
  }

  private static boolean isAscii(List<String> values) {
    for (String value : values) {
      for (int i = 0; i < value.length(); i++) {
        if (value.charAt(i) >= 0x80) {
          return false;
        }
      }
    }
    return true;
  }

  /**
   * A server makes one character of each byte, but clients sign text, in UTF-8, whether they send
   * it so or in ISO 8859-1.
   */
  private static String text(String value) {
    if (value.chars().anyMatch(c -> c > 0xff)) {
      return value;
    }
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(value.getBytes(ISO_8859_1))).toString();
    } catch (CharacterCodingException notUtf8) {
      return value;
    }
  }
}

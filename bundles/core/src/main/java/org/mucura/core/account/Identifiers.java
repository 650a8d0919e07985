package org.mucura.core.account;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** Makes the random names of accounts and keys, in the forms that S3 clients know. */
final class Identifiers {

  private static final String DIGITS = "0123456789";

  /** The letters and digits of base 32 (RFC 4648): 90 bits in the 18 characters of a key id. */
  private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

  /**
   * 238 bits in the 40 characters of a secret; without the marks of base 64, which some clients and
   * shells do not carry unharmed.
   */
  private static final String ALPHANUMERIC =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

  private static final String KEY_PREFIX = "MU";
  private static final Pattern KEY_ID = Pattern.compile(KEY_PREFIX + "[A-Z2-7]{18}");
  private static final int CANONICAL_ID_BYTES = 32;

  private final SecureRandom random = new SecureRandom();

  String accountId() {
    return characters(DIGITS, 12);
  }

  String canonicalId() {
    byte[] bytes = new byte[CANONICAL_ID_BYTES];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  String keyId() {
    return KEY_PREFIX + characters(BASE32, 18);
  }

  String secret() {
    return characters(ALPHANUMERIC, 40);
  }

  static boolean isKeyId(String text) {
    return KEY_ID.matcher(text).matches();
  }

  private String characters(String alphabet, int count) {
    StringBuilder text = new StringBuilder(count);
    for (int i = 0; i < count; i++) {
      text.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return text.toString();
  }
}

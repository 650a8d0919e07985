package org.mucura.core.key;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import org.mucura.spi.Bytes;

/**
 * A key that wraps those of the buckets, and seals the secrets of the accounts.
 *
 * @param id 16 hexadecimal digits, computed from the key: no other key fits an id
 */
public record MasterKey(String id, AesKey key, AesKey secretsKey) {

  private static final int ID_BYTES = 8;
  private static final int CHECK_BYTES = 16;

  /** The key of these 32 bytes. */
  public static MasterKey of(AesKey key) {
    byte[] id = derive(key, "mucura master key id");
    byte[] secrets = derive(key, "mucura account secrets");
    return new MasterKey(HexFormat.of().formatHex(id, 0, ID_BYTES), key, AesKey.wrap(secrets));
  }

  /** A key that nobody has. */
  public static MasterKey random() {
    return of(AesKey.random());
  }

  /** What shows that a key is this one: sixteen bytes of zeros, wrapped. */
  Bytes checkValue() {
    return KeyWrap.wrap(key, new byte[CHECK_BYTES]);
  }

  /** Says nothing of the key. */
  @Override
  public String toString() {
    return "MasterKey[" + id + "]";
  }

  /** Keys for different purposes, of which none tells of another: HMAC-SHA-256 of a label. */
  private static byte[] derive(AesKey key, String label) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      return mac.doFinal(label.getBytes(US_ASCII));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }
}

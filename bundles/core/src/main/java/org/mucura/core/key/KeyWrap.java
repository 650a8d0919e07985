package org.mucura.core.key;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import org.mucura.spi.Bytes;

/**
 * Keys under other keys: AES key wrap with padding, which is deterministic, and fails for a key or
 * bytes that are not the right ones.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5649">RFC 5649</a>
 */
public final class KeyWrap {

  /** How many bytes a wrapped {@link AesKey} has. */
  public static final int WRAPPED_LENGTH = AesKey.LENGTH + 8;

  private static final String AES_KWP = "AES/KWP/NoPadding";

  /**
   * One a thread, for to make one takes longer than to use it. It remembers the last key, as the
   * process does the master keys under which that is found again.
   */
  private static final ThreadLocal<Cipher> CIPHERS = ThreadLocal.withInitial(KeyWrap::newCipher);

  private KeyWrap() {}

  private static Cipher newCipher() {
    try {
      return Cipher.getInstance(AES_KWP);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform from 17 on has " + AES_KWP, e);
    }
  }

  /** A key under another one. */
  public static Bytes wrap(AesKey with, AesKey key) {
    return wrap(with, key.getEncoded());
  }

  /** As the other one; {@code plain} is overwritten. */
  static Bytes wrap(AesKey with, byte[] plain) {
    try {
      return Bytes.wrap(run(Cipher.ENCRYPT_MODE, with, plain));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-KWP does not work", e);
    } finally {
      Arrays.fill(plain, (byte) 0);
    }
  }

  /**
   * The key that was wrapped; the caller closes it.
   *
   * @throws GeneralSecurityException if it was not wrapped with this key, or was changed
   */
  public static AesKey unwrap(AesKey with, Bytes wrapped) throws GeneralSecurityException {
    if (wrapped.length() != WRAPPED_LENGTH) {
      throw new GeneralSecurityException("a wrapped key of " + wrapped.length() + " bytes");
    }
    return AesKey.wrap(run(Cipher.DECRYPT_MODE, with, wrapped.shared()));
  }

  private static byte[] run(int mode, AesKey key, byte[] input) throws GeneralSecurityException {
    Cipher cipher = CIPHERS.get();
    cipher.init(mode, key);
    return cipher.doFinal(input);
  }
}

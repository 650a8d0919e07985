package org.mucura.core.key;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import org.mucura.core.format.CorruptRecordException;
import org.mucura.spi.Bytes;

/**
 * Seals secrets of accounts with AES-GCM under a key that is derived from the master key for this
 * alone. A secret opens only for the name that it was sealed for.
 */
public final class SecretSealer {

  private static final int NONCE_LENGTH = 12;
  private static final int TAG_BITS = 128;

  private final MasterKeys keys;
  private final SecureRandom random = new SecureRandom();

  public SecretSealer(MasterKeys keys) {
    this.keys = keys;
  }

  /**
   * Seals under the current master key.
   *
   * @param name of what the secret belongs to, for instance the id of an access key
   */
  public SealedSecret seal(String name, String secret) {
    return seal(keys.current(), name, secret);
  }

  private SealedSecret seal(MasterKey master, String name, String secret) {
    byte[] nonce = new byte[NONCE_LENGTH];
    random.nextBytes(nonce);
    try {
      Cipher gcm = cipher(Cipher.ENCRYPT_MODE, master, nonce, name);
      byte[] sealed = gcm.doFinal(secret.getBytes(UTF_8));
      return new SealedSecret(master.id(), Bytes.wrap(nonce), Bytes.wrap(sealed));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM does not work", e);
    }
  }

  /**
   * The secret that was sealed for this name.
   *
   * @throws CorruptRecordException if it was sealed for another name, or was changed
   */
  public String open(String name, SealedSecret secret) {
    MasterKey master = keys.get(secret.master());
    try {
      Cipher gcm = cipher(Cipher.DECRYPT_MODE, master, secret.nonce().shared(), name);
      return new String(gcm.doFinal(secret.sealed().shared()), UTF_8);
    } catch (GeneralSecurityException e) {
      throw new CorruptRecordException("the secret of " + name, e);
    }
  }

  /**
   * The same secret under the current master key.
   *
   * @return empty if it is
   */
  public Optional<SealedSecret> resealed(String name, SealedSecret secret, MasterKey current) {
    return secret.master().equals(current.id())
        ? Optional.empty()
        : Optional.of(seal(current, name, open(name, secret)));
  }

  private static Cipher cipher(int mode, MasterKey master, byte[] nonce, String name)
      throws GeneralSecurityException {
    Cipher gcm = Cipher.getInstance("AES/GCM/NoPadding");
    gcm.init(mode, master.secretsKey(), new GCMParameterSpec(TAG_BITS, nonce));
    gcm.updateAAD(name.getBytes(UTF_8));
    return gcm;
  }
}

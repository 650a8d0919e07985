package org.mucura.core.key;

import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.SecretKey;

/**
 * A key of 256 bits for AES, whose bytes are overwritten when it is closed. What the JDK's ciphers
 * make of it stays in their memory until that is collected.
 */
public final class AesKey implements SecretKey, AutoCloseable {

  /** How many bytes a key has. */
  public static final int LENGTH = 32;

  private static final long serialVersionUID = 1;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final transient byte[] bytes;
  private transient boolean destroyed;

  private AesKey(byte[] bytes) {
    if (bytes.length != LENGTH) {
      throw new IllegalArgumentException("a key of " + bytes.length + " bytes");
    }
    this.bytes = bytes;
  }

  /** A key that nobody has. */
  public static AesKey random() {
    byte[] bytes = new byte[LENGTH];
    RANDOM.nextBytes(bytes);
    return new AesKey(bytes);
  }

  /** The key of these bytes, which are handed over. */
  public static AesKey wrap(byte[] bytes) {
    return new AesKey(bytes);
  }

  @Override
  public String getAlgorithm() {
    return "AES";
  }

  @Override
  public String getFormat() {
    return "RAW";
  }

  /** A copy, as {@link SecretKey} has it; whoever asks overwrites it. */
  @Override
  public byte[] getEncoded() {
    if (destroyed) {
      throw new IllegalStateException("the key was closed");
    }
    return bytes.clone();
  }

  @Override
  public void destroy() {
    destroyed = true;
    Arrays.fill(bytes, (byte) 0);
  }

  @Override
  public boolean isDestroyed() {
    return destroyed;
  }

  @Override
  public void close() {
    destroy();
  }

  /** Says nothing of the key. */
  @Override
  public String toString() {
    return "AesKey";
  }

  private void writeObject(ObjectOutputStream out) throws NotSerializableException {
    throw new NotSerializableException("a key is not written anywhere by accident");
  }
}

package org.mucura.core.seal;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import org.mucura.core.key.AesKey;
import org.mucura.spi.Bytes;

/**
 * Seals or opens the pieces of one blob: AES-256-GCM under a key that is the blob's own. What a
 * piece is bound to: the format, the blob's random id, its number, and whether it is the last.
 */
final class PieceCipher {

  /** The format that is written. */
  static final byte VERSION = 1;

  private static final int NONCE_LENGTH = 12;
  private static final int LAST_AT = 3;
  private static final int NUMBER_AT = 4;
  private static final int TAG_BITS = 8 * SealedLayout.TAG;

  private final Cipher gcm;
  private final AesKey key;
  private final byte[] nonce = new byte[NONCE_LENGTH];
  private final ByteBuffer associated;
  private final int numberAt;

  PieceCipher(AesKey key, Bytes id) {
    this.key = key;
    this.numberAt = 1 + id.length();
    this.associated = ByteBuffer.allocate(numberAt + Long.BYTES);
    associated.put(VERSION).put(id.shared());
    try {
      this.gcm = Cipher.getInstance("AES/GCM/NoPadding");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has AES-GCM", e);
    }
  }

  /**
   * A piece and its place.
   *
   * @param length of what is given, in bytes
   */
  record Piece(long number, boolean last, int length) {}

  /**
   * Seals the beginning of {@code plain}.
   *
   * @param at where in {@code sealed} to begin
   * @return how many bytes that made
   */
  int seal(Piece piece, byte[] plain, byte[] sealed, int at) throws GeneralSecurityException {
    prepare(Cipher.ENCRYPT_MODE, piece);
    return gcm.doFinal(plain, 0, piece.length(), sealed, at);
  }

  /**
   * Opens the beginning of {@code sealed}.
   *
   * @param at where in {@code plain} to begin
   * @return how many bytes that made
   * @throws GeneralSecurityException if they are not what was sealed as this piece; what {@code
   *     plain} has then is of no use
   */
  int open(Piece piece, byte[] sealed, byte[] plain, int at) throws GeneralSecurityException {
    prepare(Cipher.DECRYPT_MODE, piece);
    return gcm.doFinal(sealed, 0, piece.length(), plain, at);
  }

  private void prepare(int mode, Piece piece) throws GeneralSecurityException {
    nonce[LAST_AT] = (byte) (piece.last() ? 1 : 0);
    ByteBuffer.wrap(nonce).putLong(NUMBER_AT, piece.number());
    associated.putLong(numberAt, piece.number());
    gcm.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    gcm.updateAAD(associated.array());
  }
}

package org.mucura.core.key;

import org.mucura.core.format.Fields;
import org.mucura.core.format.RecordCodec;
import org.mucura.spi.Bytes;

/**
 * A secret of an account, sealed under a master key.
 *
 * @param master the id of the master key
 * @param nonce 12 random bytes
 * @param sealed the secret as AES-GCM has it, with its tag of 16 bytes
 */
public record SealedSecret(String master, Bytes nonce, Bytes sealed) {

  /** The one codec, which has no state. */
  public static final RecordCodec<SealedSecret> CODEC = new Codec();

  private static final class Codec implements RecordCodec<SealedSecret> {

    private static final int MASTER = 1;
    private static final int NONCE = 2;
    private static final int SEALED = 3;

    @Override
    public Fields write(SealedSecret secret) {
      return Fields.builder()
          .bytes(MASTER, Bytes.hex(secret.master()))
          .bytes(NONCE, secret.nonce())
          .bytes(SEALED, secret.sealed())
          .build();
    }

    @Override
    public SealedSecret read(Fields fields) {
      return new SealedSecret(
          fields.needBytes(MASTER).toString(), fields.needBytes(NONCE), fields.needBytes(SEALED));
    }
  }
}

package org.mucura.core.key;

import org.mucura.core.format.CorruptRecordException;
import org.mucura.core.format.Fields;
import org.mucura.core.format.RecordCodec;
import org.mucura.spi.Bytes;

/**
 * A key under a master key, as a record has it.
 *
 * @param master the id of the master key
 * @param bytes what {@link KeyWrap} made of it
 */
public record WrappedKey(String master, Bytes bytes) {

  /** The one codec, which has no state. */
  public static final RecordCodec<WrappedKey> CODEC = new Codec();

  public WrappedKey {
    if (bytes.length() != KeyWrap.WRAPPED_LENGTH) {
      throw new CorruptRecordException("a wrapped key of " + bytes.length() + " bytes");
    }
  }

  private static final class Codec implements RecordCodec<WrappedKey> {

    private static final int MASTER = 1;
    private static final int BYTES = 2;

    @Override
    public Fields write(WrappedKey key) {
      return Fields.builder()
          .bytes(MASTER, Bytes.hex(key.master()))
          .bytes(BYTES, key.bytes())
          .build();
    }

    @Override
    public WrappedKey read(Fields fields) {
      return new WrappedKey(fields.needBytes(MASTER).toString(), fields.needBytes(BYTES));
    }
  }
}

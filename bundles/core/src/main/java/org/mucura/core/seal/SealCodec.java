package org.mucura.core.seal;

import java.nio.ByteBuffer;
import org.mucura.core.format.CorruptRecordException;
import org.mucura.core.format.Fields;
import org.mucura.core.format.RecordCodec;
import org.mucura.spi.Bytes;

/** Seals as they stand in records. */
public final class SealCodec implements RecordCodec<Seal> {

  private static final int VERSION = 1;
  private static final int ID = 2;
  private static final int KEY = 3;
  private static final int CRC32C = 4;

  @Override
  public Fields write(Seal seal) {
    byte[] crc32c = ByteBuffer.allocate(Integer.BYTES).putInt(seal.crc32c()).array();
    return Fields.builder()
        .number(VERSION, PieceCipher.VERSION)
        .bytes(ID, seal.id())
        .bytes(KEY, seal.key())
        .bytes(CRC32C, Bytes.wrap(crc32c))
        .build();
  }

  @Override
  public Seal read(Fields fields) {
    long version = fields.needNumber(VERSION);
    Bytes crc32c = fields.needBytes(CRC32C);
    if (version != PieceCipher.VERSION || crc32c.length() != Integer.BYTES) {
      throw new CorruptRecordException("a seal of the format " + version);
    }
    return new Seal(
        fields.needBytes(ID), fields.needBytes(KEY), ByteBuffer.wrap(crc32c.shared()).getInt());
  }
}

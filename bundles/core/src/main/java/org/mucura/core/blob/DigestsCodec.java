package org.mucura.core.blob;

import java.nio.ByteBuffer;
import org.mucura.core.format.Fields;
import org.mucura.core.format.RecordCodec;
import org.mucura.spi.Bytes;

/** Digests as they stand in the record of a part. */
public final class DigestsCodec implements RecordCodec<Digests> {

  private static final int MD5 = 1;
  private static final int ADLER32 = 2;
  private static final int CHECKSUM = 3;

  @Override
  public Fields write(Digests digests) {
    Fields.Builder fields = Fields.builder();
    fields.bytes(MD5, digests.md5());
    fields.bytes(ADLER32, writeAdler32(digests.adler32()));
    digests.checksums().forEach(c -> fields.bytes(CHECKSUM, ChecksumCodec.write(c)));
    return fields.build();
  }

  @Override
  public Digests read(Fields fields) {
    return new Digests(
        fields.needBytes(MD5),
        readAdler32(fields.needBytes(ADLER32)),
        fields.all(CHECKSUM).stream().map(ChecksumCodec::read).toList());
  }

  /** Four bytes, the most significant first. */
  public static Bytes writeAdler32(int adler32) {
    return Bytes.wrap(ByteBuffer.allocate(Integer.BYTES).putInt(adler32).array());
  }

  public static int readAdler32(Bytes field) {
    return ByteBuffer.wrap(field.shared()).getInt();
  }
}

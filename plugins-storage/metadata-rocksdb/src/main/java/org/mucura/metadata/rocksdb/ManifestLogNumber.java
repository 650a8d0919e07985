package org.mucura.metadata.rocksdb;

import java.nio.ByteBuffer;
import java.util.OptionalLong;

/**
 * The oldest write-ahead log that is needed by a database of one column family, as its manifest
 * says. An edit has it in front, before the tables.
 */
final class ManifestLogNumber implements LogFile.Records {

  private static final int COMPARATOR = 1;
  private static final int LOG_NUMBER = 2;
  private static final int DATABASE_ID = 8193;

  private OptionalLong number = OptionalLong.empty();

  OptionalLong number() {
    return number;
  }

  @Override
  public void add(int type, ByteBuffer payload) {
    boolean begins = type == 1 || type == 2;
    while (begins && payload.hasRemaining()) {
      long tag = varint(payload);
      if (tag == COMPARATOR || tag == DATABASE_ID) {
        long length = varint(payload);
        payload.position((int) Math.min(payload.limit(), payload.position() + length));
      } else {
        if (tag == LOG_NUMBER) {
          number = OptionalLong.of(varint(payload));
        }
        return;
      }
    }
  }

  private static long varint(ByteBuffer bytes) {
    long value = 0;
    for (int shift = 0; bytes.hasRemaining() && shift < Long.SIZE; shift += 7) {
      byte next = bytes.get();
      value |= (next & 0x7fL) << shift;
      if (next >= 0) {
        break;
      }
    }
    return value;
  }
}

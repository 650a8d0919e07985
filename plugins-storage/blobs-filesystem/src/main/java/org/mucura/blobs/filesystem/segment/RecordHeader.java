package org.mucura.blobs.filesystem.segment;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * What stands before the content of a record; docs/format.md has it byte by byte.
 *
 * @param ordinal the number of the record in its segment, from 0
 * @param batch the ordinal of the first record that was written together with this one: who finds a
 *     later batch knows that this one had been flushed
 * @param length of the content; 0 if the record has none
 * @param checksum CRC32C of the content; 0 if the record has none
 * @param removal what a record of {@link Kind#REMOVAL} removes, else {@link Removal#NONE}
 */
record RecordHeader(
    Kind kind, BlobKey key, int ordinal, int batch, int length, int checksum, Removal removal) {

  /** What a record is. */
  enum Kind {
    CONTENT(1),
    REMOVAL(2),
    /** The last record of a segment that was ended in order. */
    END(3);

    private final byte code;

    Kind(int code) {
      this.code = (byte) code;
    }

    private static @Nullable Kind of(byte code) {
      for (Kind kind : values()) {
        if (kind.code == code) {
          return kind;
        }
      }
      return null;
    }
  }

  static final int LENGTH = 64;

  /** Each record begins at a multiple of this: no header is torn by the end of a sector. */
  static final int UNIT = 64;

  private static final int MAGIC = 0x4d755265; // MuRe
  private static final int VERSION = 1;
  private static final int CHECKED = LENGTH - Integer.BYTES;

  static RecordHeader content(Entry entry, int batch) {
    return new RecordHeader(
        Kind.CONTENT,
        entry.key(),
        entry.ordinal(),
        batch,
        entry.length(),
        entry.checksum(),
        Removal.NONE);
  }

  static RecordHeader removal(BlobKey key, int ordinal, int batch, Removal removal) {
    return new RecordHeader(Kind.REMOVAL, key, ordinal, batch, 0, 0, removal);
  }

  static RecordHeader end(int ordinal) {
    return new RecordHeader(Kind.END, new BlobKey(0, 0), ordinal, ordinal, 0, 0, Removal.NONE);
  }

  /** How many bytes a record with a content of {@code length} bytes takes. */
  static int recordLength(int length) {
    return Math.addExact(LENGTH, length + UNIT - 1) & -UNIT;
  }

  /** Writes the header to the position of {@code to}, which is advanced. */
  void put(ByteBuffer to, long generation) {
    int at = to.position();
    to.putInt(MAGIC).put((byte) VERSION).put(kind.code).putShort((short) 0);
    to.putLong(generation).putLong(key.high()).putLong(key.low());
    to.putInt(ordinal).putInt(batch);
    if (kind == Kind.REMOVAL) {
      to.putLong(removal.segment()).putInt(removal.ordinal()).putInt(removal.length());
    } else {
      to.putInt(length).putInt(checksum).putLong(0);
    }
    to.putInt(0);
    to.putInt(crc(to, at, CHECKED));
  }

  /** The header at {@code at}, or null if there is none of this generation. */
  static @Nullable RecordHeader read(ByteBuffer from, int at, long generation) {
    if (from.getInt(at) != MAGIC
        || from.get(at + 4) != VERSION
        || from.getLong(at + 8) != generation
        || from.getInt(at + CHECKED) != crc(from, at, CHECKED)) {
      return null;
    }
    Kind kind = Kind.of(from.get(at + 5));
    if (kind == null) {
      return null;
    }
    boolean removes = kind == Kind.REMOVAL;
    return new RecordHeader(
        kind,
        BlobKey.read(from, at + 16),
        from.getInt(at + 32),
        from.getInt(at + 36),
        removes ? 0 : from.getInt(at + 40),
        removes ? 0 : from.getInt(at + 44),
        removes
            ? new Removal(from.getLong(at + 40), from.getInt(at + 48), from.getInt(at + 52))
            : Removal.NONE);
  }

  /** Whether this is the header of the record that {@code entry} tells of. */
  boolean describes(Entry entry) {
    return kind == Kind.CONTENT
        && key.equals(entry.key())
        && ordinal == entry.ordinal()
        && length == entry.length()
        && checksum == entry.checksum();
  }

  static int crc(ByteBuffer bytes, int from, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes.duplicate().limit(from + length).position(from));
    return (int) crc.getValue();
  }

  static int crc(byte[] bytes, int from, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, from, length);
    return (int) crc.getValue();
  }
}

package org.mucura.blobs.filesystem.segment;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The beginning of a segment; it stands there twice, so that one damaged byte does not lose all.
 *
 * @param number names the segment; never given twice
 * @param generation random, and in every record of the segment: bytes that look like a record, left
 *     by another file or sent by a client, are never taken for one
 * @param created when, in milliseconds since 1970
 * @param replaces the numbers of the segments whose living contents are here; they count no longer
 */
record SegmentHeader(long number, long generation, long created, List<Long> replaces) {

  /** Where the first record begins. */
  static final int LENGTH = 4096;

  static final int REPLACES_MAX = 200;

  private static final int COPY = LENGTH / 2;
  private static final int CHECKED = COPY - Integer.BYTES;
  private static final long MAGIC = 0x4d75636567310000L | 1; // Muceg1, version 1
  private static final int FIXED = 4 * Long.BYTES + Integer.BYTES;

  SegmentHeader {
    if (replaces.size() > REPLACES_MAX) {
      throw new IllegalArgumentException("replaces too many: " + replaces.size());
    }
    replaces = List.copyOf(replaces);
  }

  /** The {@link #LENGTH} bytes of the header. */
  ByteBuffer bytes() {
    ByteBuffer bytes = ByteBuffer.allocate(LENGTH);
    for (int at = 0; at < LENGTH; at += COPY) {
      bytes.position(at);
      bytes.putLong(MAGIC).putLong(number).putLong(generation).putLong(created);
      bytes.putInt(replaces.size());
      replaces.forEach(bytes::putLong);
      bytes.putInt(at + CHECKED, RecordHeader.crc(bytes, at, CHECKED));
    }
    return bytes.clear();
  }

  /** What the first {@link #LENGTH} bytes of a file say, or null if neither copy is whole. */
  static @Nullable SegmentHeader read(ByteBuffer bytes) {
    SegmentHeader first = readCopy(bytes, 0);
    return first == null ? readCopy(bytes, COPY) : first;
  }

  /** Whether both copies are whole and say the same. */
  static boolean isWhole(ByteBuffer bytes) {
    SegmentHeader first = readCopy(bytes, 0);
    return first != null && first.equals(readCopy(bytes, COPY));
  }

  private static @Nullable SegmentHeader readCopy(ByteBuffer bytes, int at) {
    if (bytes.getLong(at) != MAGIC
        || bytes.getInt(at + CHECKED) != RecordHeader.crc(bytes, at, CHECKED)) {
      return null;
    }
    int count = bytes.getInt(at + FIXED - Integer.BYTES);
    List<Long> replaces = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      replaces.add(bytes.getLong(at + FIXED + i * Long.BYTES));
    }
    return new SegmentHeader(
        bytes.getLong(at + 8), bytes.getLong(at + 16), bytes.getLong(at + 24), replaces);
  }
}

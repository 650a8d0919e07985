package org.mucura.blobs.filesystem.segment;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The end of an index, which says what is before it.
 *
 * @param number of the segment
 * @param generation of the segment
 * @param tail where the records of the segment end
 * @param lowest the first half of the lowest id, as an unsigned number
 * @param highest the first half of the highest id
 * @param bytes how many bytes of the segment the records of all entries take
 * @param sizes how much of what there is
 * @param removalsChecksum CRC32C of the removals
 * @param firstsChecksum CRC32C of the first keys of the pages
 */
record IndexSummary(
    long number,
    long generation,
    long tail,
    long lowest,
    long highest,
    long bytes,
    Sizes sizes,
    int removalsChecksum,
    int firstsChecksum) {

  /**
   * How much of what an index has.
   *
   * @param entries contents
   * @param removals contents of other segments that are gone
   * @param records the ordinals of all entries are lower
   */
  record Sizes(int entries, int removals, int records) {

    int pages() {
      return (entries + IndexPage.ENTRIES_MAX - 1) / IndexPage.ENTRIES_MAX;
    }

    long removalsBegin() {
      return (long) pages() * IndexPage.LENGTH;
    }

    long firstsBegin() {
      return removalsBegin() + (long) removals * Removal.LENGTH;
    }

    long summaryBegin() {
      return firstsBegin() + (long) pages() * BlobKey.LENGTH;
    }
  }

  static final int LENGTH = 128;

  private static final long MAGIC = 0x4d75636964780000L | 1; // Mucidx, version 1
  private static final int CHECKED = LENGTH - Integer.BYTES;

  ByteBuffer toBytes() {
    ByteBuffer to = ByteBuffer.allocate(LENGTH);
    to.putLong(MAGIC).putLong(number).putLong(generation).putLong(tail);
    to.putLong(lowest).putLong(highest).putLong(bytes);
    to.putInt(sizes.entries()).putInt(sizes.removals()).putInt(sizes.records());
    to.putInt(removalsChecksum).putInt(firstsChecksum);
    to.putInt(CHECKED, RecordHeader.crc(to, 0, CHECKED));
    return to.clear();
  }

  /** What {@link #toBytes} wrote, or null if it is not whole. */
  static @Nullable IndexSummary read(ByteBuffer from) {
    if (from.getLong(0) != MAGIC || from.getInt(CHECKED) != RecordHeader.crc(from, 0, CHECKED)) {
      return null;
    }
    return new IndexSummary(
        from.getLong(8),
        from.getLong(16),
        from.getLong(24),
        from.getLong(32),
        from.getLong(40),
        from.getLong(48),
        new Sizes(from.getInt(56), from.getInt(60), from.getInt(64)),
        from.getInt(68),
        from.getInt(72));
  }
}

package org.mucura.blobs.filesystem.segment;

import java.nio.ByteBuffer;
import java.util.List;

/** The unit in which an index is read: some entries in order, with a checksum of its own. */
final class IndexPage {

  static final int LENGTH = 4096;
  static final int ENTRIES_MAX = 127;

  private static final int ENTRY_LENGTH = 32;
  private static final int COUNT = ENTRIES_MAX * ENTRY_LENGTH;
  private static final int NUMBER = COUNT + 4;
  private static final int GENERATION = NUMBER + 4;
  private static final int CHECKED = LENGTH - Integer.BYTES;

  private final ByteBuffer bytes;

  private IndexPage(ByteBuffer bytes) {
    this.bytes = bytes;
  }

  static ByteBuffer write(List<Entry> entries, int number, long generation) {
    ByteBuffer bytes = ByteBuffer.allocate(LENGTH);
    for (Entry entry : entries) {
      bytes.putLong(entry.key().high()).putLong(entry.key().low());
      bytes.putInt(entry.ordinal()).putInt(entry.unit());
      bytes.putInt(entry.length()).putInt(entry.checksum());
    }
    bytes.putInt(COUNT, entries.size()).putInt(NUMBER, number).putLong(GENERATION, generation);
    bytes.putInt(CHECKED, RecordHeader.crc(bytes, 0, CHECKED));
    return bytes.clear();
  }

  /** Whether the bytes are those of the page of this number. */
  static boolean isWhole(ByteBuffer bytes, int number, long generation) {
    return bytes.getInt(CHECKED) == RecordHeader.crc(bytes, 0, CHECKED)
        && bytes.getInt(NUMBER) == number
        && bytes.getLong(GENERATION) == generation;
  }

  /** A page that {@link #isWhole}. */
  static IndexPage of(ByteBuffer bytes) {
    return new IndexPage(bytes);
  }

  int count() {
    return bytes.getInt(COUNT);
  }

  BlobKey key(int place) {
    return BlobKey.read(bytes, place * ENTRY_LENGTH);
  }

  Entry entry(int place) {
    int at = place * ENTRY_LENGTH + BlobKey.LENGTH;
    return new Entry(
        key(place),
        bytes.getInt(at),
        bytes.getInt(at + 4),
        bytes.getInt(at + 8),
        bytes.getInt(at + 12));
  }

  /** The place of the first entry that is not before {@code key}; {@link #count} if all are. */
  int firstNotBefore(BlobKey key) {
    int low = 0;
    int high = count();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (key(middle).compareTo(key) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}

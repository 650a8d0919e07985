package org.mucura.core.walk;

import java.util.Arrays;
import java.util.List;
import org.mucura.core.S3Exception;
import org.mucura.core.format.KeyRange;
import org.mucura.core.format.RecordStore;
import org.mucura.core.format.RecordType;
import org.mucura.spi.Bytes;
import org.mucura.spi.metadata.Entry;

/** Reads records in the order of their keys, and passes over what the store cannot read. */
public final class RecordReader {

  private static final int READ_AT_ONCE = 200;

  private final RecordStore records;
  private final Gap gap;

  /** Takes what was passed over. */
  public interface Gap {

    /** The records behind {@code after} cannot be read, up to {@code before} or to the end. */
    void between(Bytes after, Bytes before, S3Exception cause);
  }

  public RecordReader(RecordStore records, Gap gap) {
    this.records = records;
    this.gap = gap;
  }

  /**
   * Some records of a type behind a key; none if there are no more.
   *
   * @throws S3Exception if the store is not there
   */
  public List<Entry> read(RecordType type, Bytes after) {
    KeyRange range = after.length() == 0 ? type.all() : type.all().behind(after);
    try {
      return records.scan(range, READ_AT_ONCE);
    } catch (S3Exception e) {
      Unreadable.require(e);
    }
    try {
      List<Entry> one = records.scan(range, 1);
      return one.isEmpty() ? one : upToTheGap(range, one);
    } catch (S3Exception e) {
      Unreadable.require(e);
      return behindGap(range, e);
    }
  }

  /** Twice as many each time: the last that are whole are read one by one at the next calls. */
  private List<Entry> upToTheGap(KeyRange range, List<Entry> first) {
    List<Entry> found = first;
    try {
      for (int limit = 2; limit < READ_AT_ONCE; limit *= 2) {
        found = records.scan(range, limit);
      }
    } catch (S3Exception e) {
      Unreadable.require(e);
    }
    return found;
  }

  /** What follows the key's own neighbours, then those of ever shorter beginnings of it. */
  private List<Entry> behindGap(KeyRange range, S3Exception cause) {
    byte[] key = range.after().toArray();
    for (int length = key.length; length > 0; length--) {
      Bytes behind = KeyRange.behindPrefix(Bytes.wrap(Arrays.copyOf(key, length)));
      if (behind.compareTo(range.before()) >= 0) {
        break;
      }
      try {
        List<Entry> one = records.scan(range.behind(behind), 1);
        Bytes to = one.isEmpty() ? range.before() : one.get(0).key();
        gap.between(range.after(), to, cause);
        return one;
      } catch (S3Exception e) {
        Unreadable.require(e);
      }
    }
    gap.between(range.after(), range.before(), cause);
    return List.of();
  }
}

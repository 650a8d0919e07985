package org.mucura.core.reclaim;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import org.mucura.core.format.KeyRange;
import org.mucura.core.format.KeyReader;
import org.mucura.core.format.KeyWriter;
import org.mucura.core.format.RecordStore;
import org.mucura.core.format.RecordType;
import org.mucura.core.format.Stored;
import org.mucura.spi.Bytes;

/** What is to be reclaimed, in the order in which it is due. */
public final class ReclaimQueue {

  /** How many bytes the id of an entry has. */
  private static final int ID_LENGTH = 16;

  private static final int DUE_WIDTH = 8;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final RecordStore records;
  private final ReclaimCodec codec = new ReclaimCodec();

  public ReclaimQueue(RecordStore records) {
    this.records = records;
  }

  /** An id that no entry has. */
  public static Bytes newId() {
    byte[] id = new byte[ID_LENGTH];
    RANDOM.nextBytes(id);
    return Bytes.wrap(id);
  }

  /**
   * Adds an entry unless it is there. Whoever can tell the same time and id again may repeat this
   * after a crash.
   *
   * @param due from when on it may be worked off
   * @param id random, of {@value #ID_LENGTH} bytes
   */
  public void add(Instant due, Bytes id, ReclaimRecord record) {
    records.create(key(due, id), record, codec);
  }

  /** The first entries behind {@code after} that are due. */
  List<Stored<ReclaimRecord>> due(Instant now, Bytes after, int limit) {
    Bytes before = KeyWriter.of(RecordType.RECLAIM).number(now.toEpochMilli(), DUE_WIDTH).key();
    KeyRange due = new KeyRange(RecordType.RECLAIM.all().after(), before);
    return records.scan(due.behind(after), limit, codec);
  }

  /** The id in the key of an entry. */
  static Bytes id(Bytes key) {
    KeyReader reader = new KeyReader(RecordType.RECLAIM, key);
    reader.number(DUE_WIDTH);
    return reader.raw(ID_LENGTH);
  }

  private static Bytes key(Instant due, Bytes id) {
    return KeyWriter.of(RecordType.RECLAIM).number(due.toEpochMilli(), DUE_WIDTH).raw(id).key();
  }
}

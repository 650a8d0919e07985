package org.mucura.core.bucket;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mucura.core.format.CorruptRecordException;
import org.mucura.core.format.KeyRange;
import org.mucura.core.format.KeyReader;
import org.mucura.core.format.RecordStore;
import org.mucura.core.format.RecordType;
import org.mucura.spi.Bytes;
import org.mucura.spi.metadata.Entry;

/**
 * Which bucket has an id, for people. Goes through all buckets, so it is for whoever seldom asks.
 * Used by one thread at a time.
 */
public final class BucketNames {

  private static final int READ_AT_ONCE = 1_000;

  private final RecordStore records;
  private final Map<Bytes, String> names = new HashMap<>();

  public BucketNames(RecordStore records) {
    this.records = records;
  }

  /** The name, as it was when it was asked for first; empty if no bucket has the id. */
  public Optional<String> of(BucketId id) {
    if (!names.containsKey(id.bytes())) {
      readAll();
    }
    return Optional.ofNullable(names.get(id.bytes()));
  }

  private void readAll() {
    KeyRange range = RecordType.BUCKET.all();
    List<Entry> read = records.scan(range, READ_AT_ONCE);
    while (!read.isEmpty()) {
      read.forEach(this::take);
      read = records.scan(range.behind(read.get(read.size() - 1).key()), READ_AT_ONCE);
    }
  }

  private void take(Entry entry) {
    try {
      String name = new KeyReader(RecordType.BUCKET, entry.key()).text();
      names.put(BucketRecord.id(RecordStore.body(entry)), name);
    } catch (CorruptRecordException e) {
      // it has no name then
    }
  }
}

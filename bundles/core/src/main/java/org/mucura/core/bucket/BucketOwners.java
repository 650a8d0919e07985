package org.mucura.core.bucket;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mucura.core.bucket.DeletedBuckets.Note;
import org.mucura.core.format.CorruptRecordException;
import org.mucura.core.format.KeyRange;
import org.mucura.core.format.RecordStore;
import org.mucura.core.format.RecordType;
import org.mucura.core.format.Stored;
import org.mucura.spi.Bytes;
import org.mucura.spi.metadata.Entry;

/** Whose each bucket is, of those too that were deleted and may have left something. */
public final class BucketOwners {

  private static final int READ_AT_ONCE = 1_000;

  private final Map<BucketId, String> owners = new HashMap<>();

  private BucketOwners() {}

  /** As the records say now. */
  public static BucketOwners read(RecordStore records) {
    BucketOwners all = new BucketOwners();
    all.readDeleted(records);
    all.readBuckets(records);
    return all;
  }

  private void readDeleted(RecordStore records) {
    DeletedBuckets deleted = new DeletedBuckets(records);
    List<Stored<Note>> read = deleted.scan(Bytes.EMPTY, READ_AT_ONCE);
    while (!read.isEmpty()) {
      read.forEach(note -> owners.put(DeletedBuckets.id(note), note.value().owner()));
      read = deleted.scan(read.get(read.size() - 1).key(), READ_AT_ONCE);
    }
  }

  private void readBuckets(RecordStore records) {
    KeyRange range = RecordType.BUCKET.all();
    List<Entry> read = records.scan(range, READ_AT_ONCE);
    while (!read.isEmpty()) {
      read.forEach(this::take);
      read = records.scan(range.behind(read.get(read.size() - 1).key()), READ_AT_ONCE);
    }
  }

  private void take(Entry entry) {
    try {
      Bucket bucket = BucketRecord.CODEC.read(RecordStore.body(entry)).bucket();
      owners.put(bucket.id(), bucket.owner());
    } catch (CorruptRecordException e) {
      // nobody knows whose it is
    }
  }

  /** The id of the account; empty if there is no such bucket, or its record cannot be read. */
  public Optional<String> of(BucketId bucket) {
    return Optional.ofNullable(owners.get(bucket));
  }
}

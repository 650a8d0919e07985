package org.mucura.core.bucket;

import java.util.List;
import java.util.Optional;
import org.mucura.core.format.KeyRange;
import org.mucura.core.format.KeyWriter;
import org.mucura.core.format.RecordStore;
import org.mucura.core.format.RecordType;
import org.mucura.core.format.Stored;
import org.mucura.core.format.Swap;
import org.mucura.spi.Bytes;

/** The records of buckets, by name. */
final class BucketStore {

  private final RecordStore records;

  BucketStore(RecordStore records) {
    this.records = records;
  }

  Optional<Stored<BucketRecord>> find(String name) {
    return records.get(key(name), BucketRecord.CODEC);
  }

  /** The records of these names, in their order, empty where there is none. */
  List<Optional<Stored<BucketRecord>>> find(List<String> names) {
    return records.get(names.stream().map(BucketStore::key).toList(), BucketRecord.CODEC);
  }

  /** The first buckets of all accounts whose names are behind {@code afterName}. */
  List<Bucket> scan(String afterName, int limit) {
    KeyRange all = RecordType.BUCKET.all();
    KeyRange rest = afterName.isEmpty() ? all : all.behind(key(afterName));
    return records.scan(rest, limit, BucketRecord.CODEC).stream()
        .map(stored -> stored.value().bucket())
        .toList();
  }

  Swap<BucketRecord> create(BucketRecord record) {
    return records.create(key(record.bucket().name()), record, BucketRecord.CODEC);
  }

  Swap<BucketRecord> replace(Stored<BucketRecord> expected, BucketRecord record) {
    return records.replace(expected, record, BucketRecord.CODEC);
  }

  boolean remove(Stored<BucketRecord> expected) {
    return records.remove(expected);
  }

  private static Bytes key(String name) {
    return KeyWriter.of(RecordType.BUCKET).text(name).key();
  }
}

package org.mucura.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.mucura.core.bucket.BucketId;
import org.mucura.core.commit.ObjectCodec;
import org.mucura.core.commit.ObjectKey;
import org.mucura.core.commit.ObjectRecord;
import org.mucura.core.format.Fields;
import org.mucura.core.format.KeyWriter;
import org.mucura.core.format.RecordCodec;
import org.mucura.core.format.RecordStore;
import org.mucura.core.format.RecordType;
import org.mucura.core.format.Stored;
import org.mucura.core.format.Swap;
import org.mucura.metadata.rocksdb.BulkStore;

/**
 * Fills buckets of a gateway that does not run: the record of the one object that is there, which
 * the gateway wrote, is written for all other keys, too, by the core's own code, but not durably
 * one by one. So every object can be listed and read; they share their contents, and usage is not
 * counted. Nothing may be deleted from such a bucket.
 */
final class Fill {

  /** Of a bucket's record; docs/format.md. */
  private static final int BUCKET_ID = 1;

  private final RecordStore records;

  Fill(RecordStore records) {
    this.records = records;
  }

  /** Takes the folder of a metadata store, then how many keys each bucket has in the end. */
  public static void main(String[] arguments) throws IOException {
    try (BulkStore store = new BulkStore(Path.of(arguments[0]))) {
      Fill fill = new Fill(new RecordStore(store));
      for (int i = 1; i < arguments.length; i++) {
        Bucket bucket = new Bucket(Integer.parseInt(arguments[i]));
        long begin = System.nanoTime();
        fill.fill(bucket);
        System.err.printf(
            Locale.ROOT,
            "%d keys written in %.1f s%n",
            bucket.keys(),
            (System.nanoTime() - begin) / 1e9);
      }
    }
  }

  /** Writes the records of all objects of a bucket but its first. */
  void fill(Bucket bucket) throws IOException {
    BucketId id = id(bucket.name());
    ObjectCodec codec = new ObjectCodec();
    ObjectRecord first =
        records
            .get(new ObjectKey(id, bucket.key(0)).record(), codec)
            .orElseThrow(() -> new IOException(bucket.name() + " has no first object"))
            .value();
    for (int i = 1; i < bucket.keys(); i++) {
      ObjectKey key = new ObjectKey(id, bucket.key(i));
      if (!(records.create(key.record(), first, codec) instanceof Swap.Done<ObjectRecord>)) {
        throw new IOException(key + " is there already");
      }
    }
  }

  private BucketId id(String name) throws IOException {
    Stored<Fields> bucket =
        records
            .get(KeyWriter.of(RecordType.BUCKET).text(name).key(), RecordCodec.PLAIN)
            .orElseThrow(() -> new IOException("no bucket " + name));
    return new BucketId(bucket.value().needBytes(BUCKET_ID));
  }
}

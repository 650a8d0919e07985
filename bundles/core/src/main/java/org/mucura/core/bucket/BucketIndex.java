package org.mucura.core.bucket;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.mucura.core.S3Exception;
import org.mucura.core.format.KeyRange;
import org.mucura.core.format.KeyReader;
import org.mucura.core.format.KeyWriter;
import org.mucura.core.format.RecordStore;
import org.mucura.core.format.RecordType;
import org.mucura.core.format.Stored;
import org.mucura.core.format.Swap;
import org.mucura.spi.Bytes;
import org.mucura.wire.ErrorCode;

/**
 * The names of each account's buckets. An entry is written before its bucket and removed after it,
 * so no bucket is without one, and one without its bucket means nothing. Every creation writes the
 * entry anew, so whoever removes an entry that it has read cannot remove a later one.
 */
final class BucketIndex {

  private static final int ATTEMPTS_MAX = 20;

  private final RecordStore records;
  private final TimeCodec codec = new TimeCodec();

  BucketIndex(RecordStore records) {
    this.records = records;
  }

  /** An entry that says when it was written. */
  record IndexEntry(String name, Stored<Instant> stored) {}

  /** Writes the entry of a bucket that is about to be created. */
  IndexEntry write(String account, String name, Instant now) {
    Bytes key = entryKey(account, name);
    Optional<Stored<Instant>> found = records.get(key, codec);
    for (int attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
      Swap<Instant> swap = records.put(key, now, found, codec);
      if (swap instanceof Swap.Done<Instant> done) {
        return new IndexEntry(name, done.stored());
      }
      found = ((Swap.Lost<Instant>) swap).current();
    }
    throw new S3Exception(ErrorCode.OPERATION_ABORTED);
  }

  Optional<IndexEntry> find(String account, String name) {
    return records.get(entryKey(account, name), codec).map(stored -> new IndexEntry(name, stored));
  }

  /** Removes an entry unless it was written again since it was read. */
  void remove(IndexEntry entry) {
    records.remove(entry.stored());
  }

  /**
   * The first entries of names that begin with {@code prefix} and are behind {@code after}; fewer
   * than {@code limit} means that there are no more.
   */
  List<IndexEntry> scan(String account, String prefix, Optional<String> after, int limit) {
    Bytes start = KeyWriter.of(RecordType.ACCOUNT_BUCKET).text(account).textPrefix(prefix).key();
    KeyRange all = KeyRange.ofPrefix(start);
    KeyRange rest = after.map(name -> all.behind(entryKey(account, name))).orElse(all);
    return records.scan(rest, limit, codec).stream()
        .map(stored -> new IndexEntry(name(stored.key()), stored))
        .toList();
  }

  private static Bytes entryKey(String account, String name) {
    return KeyWriter.of(RecordType.ACCOUNT_BUCKET).text(account).text(name).key();
  }

  private static String name(Bytes key) {
    KeyReader reader = new KeyReader(RecordType.ACCOUNT_BUCKET, key);
    reader.text();
    return reader.text();
  }
}

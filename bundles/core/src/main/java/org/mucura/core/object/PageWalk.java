package org.mucura.core.object;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mucura.core.bucket.BucketId;
import org.mucura.core.commit.ObjectKey;
import org.mucura.core.commit.ObjectSummary;
import org.mucura.core.commit.SummaryReader;
import org.mucura.core.format.KeyRange;
import org.mucura.core.format.RecordStore;
import org.mucura.spi.Bytes;
import org.mucura.spi.metadata.Entry;
import org.mucura.spi.metadata.MetadataStore;

/**
 * The walk through the records of a bucket that makes one page. Behind a common prefix it jumps:
 * what is left of the records read already is passed over, and the next reading begins behind it.
 */
final class PageWalk {

  /** However few of them are there still, no more records are looked at for one page. */
  static final int LOOKED_AT_MAX = 10_000;

  /** With a delimiter the first record may stand for a folder of any size. */
  private static final int FIRST_BY_FOLDER = 64;

  private final RecordStore records;
  private final BucketId bucket;
  private final ObjectQuery query;
  private final int limit;

  private final List<ListedObject> objects = new ArrayList<>();
  private final List<String> commonPrefixes = new ArrayList<>();
  private KeyRange range;
  private int batch;
  private int lookedAt;
  private @Nullable String last;

  PageWalk(RecordStore records, BucketId bucket, ObjectQuery query) {
    this.records = records;
    this.bucket = bucket;
    this.query = query;
    this.limit = Math.min(query.maxKeys(), Listing.MAX_KEYS);
    this.batch = query.delimiter().isEmpty() ? limit + 1 : fitting(FIRST_BY_FOLDER);
    this.range = query.after().map(this::behind).orElseGet(() -> withPrefix(query.prefix()));
  }

  ObjectPage walk() {
    while (true) {
      List<Entry> read = records.scan(range, batch);
      int jumped = 0;
      for (Entry record : read) {
        if (record.key().compareTo(range.after()) <= 0) {
          jumped++;
        } else if (!take(record)) {
          return page(Optional.ofNullable(last));
        }
      }
      if (read.size() < batch) {
        return page(Optional.empty());
      }
      fit(jumped);
    }
  }

  /**
   * Takes one record, and moves on behind it.
   *
   * @return whether there is room for more
   */
  private boolean take(Entry record) {
    String key = ObjectKey.ofRecord(record.key()).key();
    if (lookedAt == LOOKED_AT_MAX) {
      return false;
    }
    Optional<ObjectSummary> object = SummaryReader.visible(RecordStore.body(record));
    if (object.isPresent() && objects.size() + commonPrefixes.size() == limit) {
      return false;
    }
    lookedAt++;
    Optional<String> commonPrefix = commonPrefix(key);
    if (object.isEmpty()) {
      // a key that is a common prefix itself would hide what is behind it from the next page
      last = commonPrefix.filter(key::equals).isPresent() ? last : key;
      range = range.behind(record.key());
    } else if (commonPrefix.isPresent()) {
      last = commonPrefix.get();
      commonPrefixes.add(last);
      range = behind(last);
    } else {
      last = key;
      objects.add(listed(key, object.get()));
      range = range.behind(record.key());
    }
    return true;
  }

  /** Where much was read in vain, less is read ahead, down to what a jump costs anyway. */
  private void fit(int jumped) {
    if (jumped > batch / 2) {
      batch = Math.max(batch / 4, fitting(8));
    } else {
      batch = Math.min(batch * 2, limit + 1);
    }
  }

  /** At least as many as a jump costs, at most a page. */
  private int fitting(int few) {
    return Math.min(limit + 1, Math.max(few, records.seekCost()));
  }

  private ObjectPage page(Optional<String> next) {
    return new ObjectPage(List.copyOf(objects), List.copyOf(commonPrefixes), next);
  }

  /** What begins with the query's prefix and is behind {@code position}. */
  private KeyRange behind(String position) {
    KeyRange all = withPrefix(query.prefix());
    boolean isCommonPrefix = commonPrefix(position).filter(position::equals).isPresent();
    Bytes key =
        isCommonPrefix ? withPrefix(position).before() : new ObjectKey(bucket, position).record();
    return all.behind(cut(key));
  }

  /** No key lies between a position that no store takes and its beginning. */
  private static Bytes cut(Bytes key) {
    return key.length() <= MetadataStore.KEY_LENGTH_MAX
        ? key
        : Bytes.wrap(Arrays.copyOf(key.shared(), MetadataStore.KEY_LENGTH_MAX));
  }

  private KeyRange withPrefix(String prefix) {
    return ObjectKey.withPrefix(bucket, prefix);
  }

  private Optional<String> commonPrefix(String key) {
    if (query.delimiter().isEmpty() || !key.startsWith(query.prefix())) {
      return Optional.empty();
    }
    String delimiter = query.delimiter().get();
    int at = key.indexOf(delimiter, query.prefix().length());
    return at < 0 ? Optional.empty() : Optional.of(key.substring(0, at + delimiter.length()));
  }

  private static ListedObject listed(String key, ObjectSummary object) {
    return new ListedObject(
        key,
        object.size(),
        object.etag(),
        object.modified(),
        object.storageClass(),
        object.owner(),
        object.checksum());
  }
}

package org.mucura.core.fsck;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.mucura.core.blob.Contents;
import org.mucura.core.bucket.BucketId;
import org.mucura.core.bucket.BucketOwners;
import org.mucura.core.commit.ObjectNames;
import org.mucura.core.format.CorruptRecordException;
import org.mucura.core.format.Fields;
import org.mucura.core.format.KeyRange;
import org.mucura.core.format.RecordCodec;
import org.mucura.core.format.RecordStore;
import org.mucura.core.format.RecordType;
import org.mucura.core.format.Stored;
import org.mucura.core.reclaim.ContentNames;
import org.mucura.core.upload.PartNames;
import org.mucura.core.usage.Scope;
import org.mucura.core.usage.UsageCounters;
import org.mucura.core.usage.UsageTotal;
import org.mucura.spi.metadata.Entry;

/** Counts anew what buckets and accounts hold, and compares it with what was counted on the way. */
public final class UsageRecount {

  private static final int READ_AT_ONCE = 1_000;

  private final RecordStore records;

  public UsageRecount(RecordStore records) {
    this.records = records;
  }

  /**
   * What was counted and what there is.
   *
   * @param counted on the way
   * @param found now
   */
  public record Difference(UsageTotal counted, UsageTotal found) {

    /** What the counters lack; negative for what they have too much. */
    public UsageTotal lack() {
      return new UsageTotal(found.bytes() - counted.bytes(), found.objects() - counted.objects());
    }
  }

  /** The scopes whose counters are not right; exact where nothing changes meanwhile. */
  public Map<Scope, Difference> differences() {
    Map<Scope, UsageTotal> counted = new UsageCounters(records).all();
    Map<Scope, UsageTotal> found = count();
    Set<Scope> scopes = new HashSet<>(counted.keySet());
    scopes.addAll(found.keySet());
    Map<Scope, Difference> differences = new HashMap<>();
    for (Scope scope : scopes) {
      Difference difference =
          new Difference(
              counted.getOrDefault(scope, UsageTotal.NONE),
              found.getOrDefault(scope, UsageTotal.NONE));
      if (!difference.lack().equals(UsageTotal.NONE)) {
        differences.put(scope, difference);
      }
    }
    return differences;
  }

  /** Sets the counters right, which nobody else may change meanwhile. */
  public void correctAll() {
    UsageCounters counters = new UsageCounters(records);
    differences().forEach((scope, difference) -> counters.correct(scope, difference.lack()));
  }

  private Map<Scope, UsageTotal> count() {
    Map<BucketId, UsageTotal> buckets = new HashMap<>();
    count(new PartNames(), 0, buckets);
    count(new ObjectNames(), 1, buckets);
    BucketOwners owners = BucketOwners.read(records);
    Map<Scope, UsageTotal> totals = new HashMap<>();
    buckets.forEach(
        (bucket, total) -> {
          totals.put(Scope.bucket(bucket), total);
          Optional<String> owner = owners.of(bucket);
          owner.ifPresent(id -> totals.merge(Scope.account(id), total, UsageTotal::plus));
        });
    return totals;
  }

  private void count(ContentNames names, int each, Map<BucketId, UsageTotal> buckets) {
    RecordType type = names.type();
    KeyRange range = type.all();
    List<Entry> read = records.scan(range, READ_AT_ONCE);
    while (!read.isEmpty()) {
      read.forEach(entry -> count(names, each, entry, buckets));
      read = records.scan(range.behind(read.get(read.size() - 1).key()), READ_AT_ONCE);
    }
  }

  private static void count(
      ContentNames names, int each, Entry entry, Map<BucketId, UsageTotal> buckets) {
    try {
      Stored<Fields> record = RecordStore.stored(entry, RecordCodec.PLAIN);
      for (Contents held : names.names(record.value()).held()) {
        buckets.merge(names.bucket(record), new UsageTotal(held.size(), each), UsageTotal::plus);
      }
    } catch (CorruptRecordException | IllegalArgumentException e) {
      // it is a finding of its own, and nobody knows its size
    }
  }
}

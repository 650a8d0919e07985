package org.mucura.core.bucket;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.mucura.core.bucket.BucketIndex.IndexEntry;
import org.mucura.core.format.Stored;

/** Lists the buckets of an account by its index, and clears away entries that mean nothing. */
final class BucketLister {

  private static final int SCANNED = 1000;

  /** The bucket of a younger entry may be about to be created. */
  private static final Duration STALE_AFTER = Duration.ofMinutes(10);

  private final BucketStore buckets;
  private final BucketIndex index;
  private final InstantSource clock;

  BucketLister(BucketStore buckets, BucketIndex index, InstantSource clock) {
    this.buckets = buckets;
    this.index = index;
    this.clock = clock;
  }

  BucketPage list(String account, BucketQuery query) {
    int max = Math.min(query.max(), BucketQuery.MAX);
    Optional<String> after = query.continuation().map(Continuation::name);
    List<Bucket> page = new ArrayList<>();
    List<IndexEntry> entries;
    do {
      entries = index.scan(account, query.prefix(), after, SCANNED);
      for (Bucket bucket : present(account, entries)) {
        if (query.region().isPresent() && !query.region().get().equals(bucket.region())) {
          continue;
        }
        if (page.size() == max) {
          return new BucketPage(page, Optional.of(Continuation.behind(page.get(max - 1).name())));
        }
        page.add(bucket);
      }
      if (!entries.isEmpty()) {
        after = Optional.of(entries.get(entries.size() - 1).name());
      }
    } while (entries.size() == SCANNED);
    return new BucketPage(page, Optional.empty());
  }

  private List<Bucket> present(String account, List<IndexEntry> entries) {
    List<Optional<Stored<BucketRecord>>> records =
        buckets.find(entries.stream().map(IndexEntry::name).toList());
    List<Bucket> present = new ArrayList<>();
    for (int i = 0; i < records.size(); i++) {
      Optional<Bucket> bucket =
          records
              .get(i)
              .map(stored -> stored.value().bucket())
              .filter(found -> found.owner().equals(account));
      if (bucket.isPresent()) {
        present.add(bucket.get());
      } else {
        clear(entries.get(i));
      }
    }
    return present;
  }

  private void clear(IndexEntry entry) {
    Instant limit = clock.instant().minus(STALE_AFTER);
    if (entry.stored().value().isBefore(limit)) {
      index.remove(entry);
    }
  }
}

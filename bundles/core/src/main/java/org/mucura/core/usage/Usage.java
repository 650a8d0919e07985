package org.mucura.core.usage;

import java.security.SecureRandom;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.mucura.core.bucket.Bucket;
import org.mucura.core.bucket.BucketId;
import org.mucura.core.format.RecordStore;
import org.mucura.core.store.Stores;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How much buckets and accounts hold. Changes are added up in memory and written each second to a
 * few counters, of which every gateway prefers one of its own; a crash loses those of the last
 * second. What is in memory is as much as buckets were written to since the last time.
 *
 * <p>Threads: all methods may be called at once by any number of threads.
 */
@Component(service = Usage.class)
public final class Usage {

  private static final Logger LOG = LoggerFactory.getLogger(Usage.class);

  private final CounterStore counters;
  private final Map<Scope, PendingChange> pending = new ConcurrentHashMap<>();
  private final ScheduledExecutorService flusher =
      Executors.newSingleThreadScheduledExecutor(Usage::daemon);

  /** Whether the last flush left something; a store may be down for hours. */
  private boolean failing;

  @Activate
  public Usage(@Reference Stores stores) {
    this(new RecordStore(stores.metadata()));
    ScheduledFuture<?> unused = flusher.scheduleWithFixedDelay(this::flush, 1, 1, TimeUnit.SECONDS);
  }

  /** Without writing by itself. */
  public Usage(RecordStore records) {
    this.counters = new CounterStore(records, new SecureRandom().nextInt(CounterStore.SHARDS));
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "mucura-usage");
    thread.setDaemon(true);
    return thread;
  }

  /** Writes what there is, and ends. */
  @Deactivate
  public void close() {
    flusher.shutdown();
    flush();
  }

  /**
   * Notes a change of what {@code bucket} holds, after it was made. Does not block.
   *
   * @param change negative for what is gone
   */
  public void add(Bucket bucket, UsageTotal change) {
    add(bucket.id(), bucket.owner(), change);
  }

  /**
   * As {@link #add(Bucket, UsageTotal)}, for a bucket that may be deleted.
   *
   * @param owner the id of the account to which it belongs
   */
  public void add(BucketId bucket, String owner, UsageTotal change) {
    if (!change.equals(UsageTotal.NONE)) {
      note(Scope.bucket(bucket), change);
      note(Scope.account(owner), change);
    }
  }

  /**
   * Notes that a bucket with all that it holds belongs to another account now. What is written to
   * it by requests that do not know that yet, and parts that were uploaded before, count for the
   * former account until the end.
   *
   * @param from the id of the former owner
   * @param to the id of the present one
   */
  public void handOver(BucketId bucket, String from, String to) {
    UsageTotal held = ofBucket(bucket);
    if (!held.equals(UsageTotal.NONE)) {
      note(Scope.account(from), held.negated());
      note(Scope.account(to), held);
    }
  }

  private void note(Scope scope, UsageTotal change) {
    pending.compute(
        scope,
        (key, known) -> {
          PendingChange noted = known == null ? new PendingChange() : known;
          noted.add(change);
          return noted;
        });
  }

  /** What the bucket holds, as of all gateways' last notes and of this one's newest. */
  public UsageTotal ofBucket(BucketId bucket) {
    return of(Scope.bucket(bucket));
  }

  /** What all buckets of the account hold; as {@link #ofBucket}. */
  public UsageTotal ofAccount(String account) {
    return of(Scope.account(account));
  }

  private UsageTotal of(Scope scope) {
    PendingChange noted = pending.get(scope);
    UsageTotal unwritten = noted == null ? UsageTotal.NONE : noted.unwritten();
    return counters.sum(scope).plus(unwritten);
  }

  /** Forgets what a bucket held, once it is deleted and nothing of it is left. */
  public void remove(BucketId bucket) {
    counters.remove(Scope.bucket(bucket));
  }

  /** Forgets what an account held, once it is deleted. */
  public void removeAccount(String account) {
    flush();
    counters.remove(Scope.account(account));
  }

  /** Writes what was noted; what cannot be written now stays noted. */
  public synchronized void flush() {
    boolean failed = false;
    for (Map.Entry<Scope, PendingChange> entry : pending.entrySet()) {
      try {
        if (!entry.getValue().isWritten()) {
          entry.getValue().write(batch -> counters.add(entry.getKey(), batch));
        }
        pending.computeIfPresent(
            entry.getKey(), (scope, noted) -> noted.isWritten() ? null : noted);
      } catch (RuntimeException e) {
        // the next flush must come, and the other scopes must not wait
        if (!failing && !failed) {
          LOG.warn("usage is written later; that is not told again until it is", e);
        }
        failed = true;
      }
    }
    failing = failed;
  }
}

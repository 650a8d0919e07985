package org.mucura.core.bucket;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.mucura.core.S3Exception;
import org.mucura.core.bucket.BucketIndex.IndexEntry;
import org.mucura.core.cache.TimedCache;
import org.mucura.core.format.Fields;
import org.mucura.core.format.RecordStore;
import org.mucura.core.format.Stored;
import org.mucura.core.format.Swap;
import org.mucura.core.key.MasterKeys;
import org.mucura.core.setting.CurrentSettings;
import org.mucura.core.store.Stores;
import org.mucura.wire.BucketName;
import org.mucura.wire.ErrorCode;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The buckets of all accounts.
 *
 * <p>Threads: all methods may be called at once by any number of threads.
 */
@Component(service = Buckets.class)
public final class Buckets {

  /** Some hundred bytes each. */
  private static final int CACHED_MAX = 20_000;

  private final BucketStore store;
  private final BucketIndex index;
  private final BucketLister lister;
  private final BucketDeletion deletion;
  private final BucketHandOver handOver;
  private final CurrentSettings settings;
  private final MasterKeys keys;
  private final InstantSource clock;
  private final Pause pause;
  private final TimedCache<String, Optional<Stored<BucketRecord>>> cache;

  @Activate
  public Buckets(
      @Reference Stores stores,
      @Reference CurrentSettings settings,
      @Reference BucketContents contents,
      @Reference MasterKeys keys) {
    this(new RecordStore(stores.metadata()), settings, contents, Surroundings.of(keys));
  }

  /** What tests replace. */
  record Surroundings(MasterKeys keys, InstantSource clock, Pause pause) {

    static Surroundings of(MasterKeys keys) {
      return new Surroundings(keys, InstantSource.system(), Pause.SLEEP);
    }
  }

  Buckets(
      RecordStore records,
      CurrentSettings settings,
      BucketContents contents,
      Surroundings surroundings) {
    this.keys = surroundings.keys();
    this.clock = surroundings.clock();
    this.pause = surroundings.pause();
    this.settings = settings;
    this.store = new BucketStore(records);
    this.index = new BucketIndex(records);
    this.lister = new BucketLister(store, index, clock);
    this.deletion = new BucketDeletion(records, contents, clock);
    this.handOver = new BucketHandOver(store, index, clock);
    this.cache = new TimedCache<>(() -> settings.get().cacheLifetime(), CACHED_MAX, clock);
  }

  /**
   * Makes an empty bucket.
   *
   * @param account the id of the account that owns it
   * @param name as {@link BucketName} allows
   * @param region kept as it is
   * @throws S3Exception {@code InvalidBucketName}; {@code BucketAlreadyOwnedByYou} if the account
   *     has it already; {@code BucketAlreadyExists} if another one has; {@code OperationAborted}
   *     while it is being deleted
   */
  public Bucket create(String account, String name, String region) {
    if (!BucketName.isValid(name)) {
      throw new S3Exception(ErrorCode.INVALID_BUCKET_NAME);
    }
    store.find(name).ifPresent(found -> refuse(found.value(), account));
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    IndexEntry entry = index.write(account, name, now);
    Bucket bucket =
        new Bucket(
            BucketId.random(),
            name,
            account,
            now,
            region,
            Versioning.OFF,
            settings.get().contentStores(),
            keys.newKey());
    Swap<BucketRecord> swap = store.create(new BucketRecord(bucket, Optional.empty(), Fields.NONE));
    cache.forget(name);
    if (swap instanceof Swap.Lost<BucketRecord> lost) {
      throw lostTo(lost.current(), account, entry);
    }
    if (index.find(account, name).isEmpty()) {
      index.write(account, name, now);
    }
    return bucket;
  }

  private S3Exception lostTo(
      Optional<Stored<BucketRecord>> winner, String account, IndexEntry entry) {
    boolean ours =
        winner.filter(found -> found.value().bucket().owner().equals(account)).isPresent();
    if (!ours) {
      index.remove(entry);
    }
    winner.ifPresent(found -> refuse(found.value(), account));
    return new S3Exception(ErrorCode.OPERATION_ABORTED);
  }

  private void refuse(BucketRecord existing, String account) {
    if (!existing.isInUse() && !deletion.isDead(existing)) {
      throw new S3Exception(ErrorCode.OPERATION_ABORTED);
    }
    throw new S3Exception(
        existing.bucket().owner().equals(account)
            ? ErrorCode.BUCKET_ALREADY_OWNED_BY_YOU
            : ErrorCode.BUCKET_ALREADY_EXISTS);
  }

  /**
   * The bucket of this name, as it was at most one cache lifetime ago; what this gateway itself
   * changed is seen at once.
   *
   * @throws S3Exception {@code NoSuchBucket}; {@code ServiceUnavailable} while it is being deleted,
   *     which takes some seconds
   */
  public Bucket get(String name) {
    BucketRecord record =
        cache
            .get(name, this::read, Buckets::mayBeKept)
            .map(Stored::value)
            .orElseThrow(() -> new S3Exception(ErrorCode.NO_SUCH_BUCKET));
    if (!record.isInUse()) {
      throw beingDeleted();
    }
    return record.bucket();
  }

  /** Reads a bucket, and puts it back into use if whoever was deleting it has died. */
  private Optional<Stored<BucketRecord>> read(String name) {
    Optional<Stored<BucketRecord>> found = store.find(name);
    if (found.filter(stored -> deletion.isDead(stored.value())).isPresent()) {
      deletion.undo(found.get());
      return store.find(name);
    }
    return found;
  }

  /**
   * That a bucket is not there is never kept: it may be made on another gateway, and used on this
   * one, at any time. One that is being deleted may come back.
   */
  private static boolean mayBeKept(Optional<Stored<BucketRecord>> found) {
    return found.filter(stored -> stored.value().isInUse()).isPresent();
  }

  /**
   * Makes sure that {@code bucket} was in use at a time after which its deletion sees all that was
   * written before this call. Whoever made something in a bucket calls this after the write and
   * before the answer; without a store call if the bucket was read within the cache lifetime.
   *
   * @throws S3Exception {@code NoSuchBucket} or {@code ServiceUnavailable}: what was written may be
   *     gone with the bucket, so it must not be acknowledged
   */
  public void confirm(Bucket bucket) {
    if (!get(bucket.name()).id().equals(bucket.id())) {
      throw new S3Exception(ErrorCode.NO_SUCH_BUCKET);
    }
  }

  /**
   * Removes an empty bucket. Takes at least one cache lifetime, so that no gateway writes into it
   * any more when it is looked through. Unfinished uploads do not keep it: they are aborted.
   *
   * @throws S3Exception {@code NoSuchBucket}; {@code BucketNotEmpty}, and the bucket stays in use;
   *     {@code OperationAborted} while another request deletes it; {@code ServiceUnavailable} if
   *     the thread is interrupted
   */
  public void delete(Bucket bucket) {
    try {
      Stored<BucketRecord> announced = deletion.announce(bucket);
      cache.forget(bucket.name());
      awaitOthers(announced);
      deletion.finish(announced);
    } finally {
      cache.forget(bucket.name());
    }
  }

  /**
   * Gives a bucket to another account: at once on this gateway, on others after the cache lifetime.
   * Its objects and uploads stay as they are. May be repeated.
   *
   * @param account the id of the account to which it belongs from now on
   * @return the bucket as it is then
   * @throws S3Exception {@code NoSuchBucket}; {@code OperationAborted} while it is being deleted
   */
  public Bucket handOver(Bucket bucket, String account) {
    try {
      Optional<Stored<BucketRecord>> unused = read(bucket.name());
      return handOver.give(bucket, account);
    } finally {
      cache.forget(bucket.name());
    }
  }

  /** Clocks of different machines may run a little differently. */
  private void awaitOthers(Stored<BucketRecord> announced) {
    Duration lifetime = settings.get().cacheLifetime();
    try {
      pause.of(lifetime.plus(lifetime.dividedBy(10)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      deletion.undo(announced);
      throw beingDeleted();
    }
  }

  /**
   * A page of the buckets of {@code account}.
   *
   * @throws S3Exception {@code InvalidArgument} if the continuation is none of ours
   */
  public BucketPage list(String account, BucketQuery query) {
    return lister.list(account, query);
  }

  /** The bucket of this name as it is now, also while it is being deleted. */
  public Optional<Bucket> find(String name) {
    return store.find(name).map(found -> found.value().bucket());
  }

  /**
   * The buckets of all accounts in the order of their names, as they are now, those that are being
   * deleted included.
   *
   * @param afterName only those behind it; empty to begin
   * @param limit 1 or more; fewer buckets mean that there are no more
   */
  public List<Bucket> all(String afterName, int limit) {
    return store.scan(afterName, limit);
  }

  private static S3Exception beingDeleted() {
    return new S3Exception(
        ErrorCode.SERVICE_UNAVAILABLE, "The bucket is being deleted. Please try again.");
  }
}

package org.mucura.core.bucket;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.mucura.core.S3Exception;
import org.mucura.core.bucket.BucketIndex.IndexEntry;
import org.mucura.core.format.RecordStore;
import org.mucura.core.format.Stored;
import org.mucura.core.format.Swap;
import org.mucura.wire.ErrorCode;

/**
 * Deletes buckets without losing an acknowledged write. First the record says "deleting"; one cache
 * lifetime later no gateway takes the bucket for one in use any more. So whatever was {@linkplain
 * Buckets#confirm confirmed} is there when the bucket is looked through, and nothing is confirmed
 * after that.
 */
final class BucketDeletion {

  /** After this time a deletion has died with its gateway, and anyone may undo it. */
  static final Duration DURATION_MAX = Duration.ofMinutes(1);

  private final BucketStore buckets;
  private final BucketIndex index;
  private final DeletedBuckets deleted;
  private final BucketContents contents;
  private final InstantSource clock;

  BucketDeletion(RecordStore records, BucketContents contents, InstantSource clock) {
    this.buckets = new BucketStore(records);
    this.index = new BucketIndex(records);
    this.deleted = new DeletedBuckets(records);
    this.contents = contents;
    this.clock = clock;
  }

  /**
   * Says "deleting" in the record of a bucket that looks empty, so that nobody who asks from now on
   * gets it.
   */
  Stored<BucketRecord> announce(Bucket bucket) {
    Stored<BucketRecord> found = find(bucket);
    if (!found.value().isInUse()) {
      throw new S3Exception(ErrorCode.OPERATION_ABORTED);
    }
    if (!contents.isEmpty(bucket.id())) {
      throw new S3Exception(ErrorCode.BUCKET_NOT_EMPTY);
    }
    BucketRecord deleting = found.value().deletingSince(clock.instant());
    if (buckets.replace(found, deleting) instanceof Swap.Done<BucketRecord> done) {
      return done.stored();
    }
    throw new S3Exception(ErrorCode.OPERATION_ABORTED);
  }

  /** Removes a bucket that was announced, or takes the announcement back if it is not empty. */
  void finish(Stored<BucketRecord> announced) {
    Bucket bucket = announced.value().bucket();
    if (!contents.isEmpty(bucket.id())) {
      undo(announced);
      throw new S3Exception(ErrorCode.BUCKET_NOT_EMPTY);
    }
    Optional<IndexEntry> entry = index.find(bucket.owner(), bucket.name());
    deleted.write(bucket, clock.instant());
    if (!buckets.remove(announced)) {
      throw new S3Exception(ErrorCode.OPERATION_ABORTED);
    }
    entry.ifPresent(index::remove);
  }

  /** Puts a bucket back into use; not if somebody else has changed its record meanwhile. */
  void undo(Stored<BucketRecord> announced) {
    buckets.replace(announced, announced.value().inUse());
  }

  /** Whether the deletion of this bucket has died. */
  boolean isDead(BucketRecord record) {
    Instant limit = clock.instant().minus(DURATION_MAX);
    return record.deletingSince().filter(limit::isAfter).isPresent();
  }

  private Stored<BucketRecord> find(Bucket bucket) {
    return buckets
        .find(bucket.name())
        .filter(found -> found.value().bucket().id().equals(bucket.id()))
        .orElseThrow(() -> new S3Exception(ErrorCode.NO_SUCH_BUCKET));
  }
}

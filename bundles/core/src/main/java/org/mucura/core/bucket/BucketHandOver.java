package org.mucura.core.bucket;

import java.time.InstantSource;
import java.util.Optional;
import org.mucura.core.S3Exception;
import org.mucura.core.bucket.BucketIndex.IndexEntry;
import org.mucura.core.format.Stored;
import org.mucura.core.format.Swap;
import org.mucura.wire.ErrorCode;

/**
 * Gives buckets to other accounts. The one change of the bucket's record is the hand-over; the
 * entry of the new owner is written before it and that of the former one removed after it, as in a
 * creation and a deletion. So whatever ends it midway leaves the bucket to one of them, and at most
 * an entry that means nothing.
 */
final class BucketHandOver {

  /** Who loses this often is in a loop: the key rotation and administrators change records once. */
  private static final int ATTEMPTS_MAX = 20;

  private final BucketStore buckets;
  private final BucketIndex index;
  private final InstantSource clock;

  BucketHandOver(BucketStore buckets, BucketIndex index, InstantSource clock) {
    this.buckets = buckets;
    this.index = index;
    this.clock = clock;
  }

  Bucket give(Bucket bucket, String account) {
    for (int attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
      Stored<BucketRecord> found = find(bucket);
      Bucket before = found.value().bucket();
      if (before.owner().equals(account)) {
        return before;
      }
      Optional<IndexEntry> former = index.find(before.owner(), before.name());
      index.write(account, before.name(), clock.instant());
      Swap<BucketRecord> swap = buckets.replace(found, found.value().ownedBy(account));
      if (swap instanceof Swap.Done<BucketRecord> done) {
        if (index.find(account, before.name()).isEmpty()) {
          index.write(account, before.name(), clock.instant());
        }
        former.ifPresent(index::remove);
        return done.stored().value().bucket();
      }
    }
    throw new S3Exception(ErrorCode.OPERATION_ABORTED);
  }

  private Stored<BucketRecord> find(Bucket bucket) {
    Stored<BucketRecord> found =
        buckets
            .find(bucket.name())
            .filter(stored -> stored.value().bucket().id().equals(bucket.id()))
            .orElseThrow(() -> new S3Exception(ErrorCode.NO_SUCH_BUCKET));
    if (!found.value().isInUse()) {
      throw new S3Exception(ErrorCode.OPERATION_ABORTED);
    }
    return found;
  }
}

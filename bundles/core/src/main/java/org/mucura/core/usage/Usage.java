package org.mucura.core.usage;

import org.mucura.core.bucket.Bucket;
import org.mucura.core.bucket.BucketId;

/**
 * How much buckets and accounts hold. Changes are added up in memory and written each second to
 * counters of this gateway's own; a crash loses those of the last second.
 *
 * <p>Threads: all methods may be called at once by any number of threads.
 */
public class Usage {

  /**
   * Notes a change of what {@code bucket} holds, after it was made. Does not block.
   *
   * @param change negative for what is gone
   */
  public void add(Bucket bucket, UsageTotal change) {}

  /** What the bucket holds, as of all gateways' last notes. */
  public UsageTotal ofBucket(BucketId bucket) {
    return UsageTotal.NONE;
  }

  /** What all buckets of the account hold. */
  public UsageTotal ofAccount(String account) {
    return UsageTotal.NONE;
  }
}

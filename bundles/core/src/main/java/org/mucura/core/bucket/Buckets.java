package org.mucura.core.bucket;

import org.mucura.core.S3Exception;
import org.mucura.wire.ErrorCode;

/**
 * The buckets of all accounts.
 *
 * <p>Threads: all methods may be called at once by any number of threads.
 */
public class Buckets {

  /**
   * Makes an empty bucket.
   *
   * @param account the id of the account that owns it
   * @param name as {@link org.mucura.wire.BucketName} allows
   * @param region kept as it is
   * @throws S3Exception {@code InvalidBucketName}; {@code BucketAlreadyOwnedByYou} if the account
   *     has it already; {@code BucketAlreadyExists} if another one has; {@code OperationAborted}
   *     while it is being deleted
   */
  public Bucket create(String account, String name, String region) {
    throw new S3Exception(ErrorCode.NOT_IMPLEMENTED);
  }

  /**
   * The bucket of this name, as it was at most one cache lifetime ago; what this gateway itself
   * changed is seen at once.
   *
   * @throws S3Exception {@code NoSuchBucket}
   */
  public Bucket get(String name) {
    throw new S3Exception(ErrorCode.NOT_IMPLEMENTED);
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
    throw new S3Exception(ErrorCode.NOT_IMPLEMENTED);
  }

  /**
   * Removes an empty bucket. Takes at least one cache lifetime, so that no gateway writes into it
   * any more when it is looked through. Unfinished uploads do not keep it: they are aborted.
   *
   * @throws S3Exception {@code NoSuchBucket}; {@code BucketNotEmpty}, and the bucket stays in use;
   *     {@code OperationAborted} while another request deletes it
   */
  public void delete(Bucket bucket) {
    throw new S3Exception(ErrorCode.NOT_IMPLEMENTED);
  }

  /**
   * A page of the buckets of {@code account}.
   *
   * @throws S3Exception {@code InvalidArgument} if the continuation is none of ours
   */
  public BucketPage list(String account, BucketQuery query) {
    throw new S3Exception(ErrorCode.NOT_IMPLEMENTED);
  }
}

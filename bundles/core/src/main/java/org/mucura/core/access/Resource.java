package org.mucura.core.access;

import org.mucura.core.bucket.Bucket;

/**
 * What an action is asked for.
 *
 * @param account the id of the account to which it belongs
 * @param arn as policies name it: {@code arn:aws:s3:::bucket}, {@code arn:aws:s3:::bucket/key}; a
 *     key stands in it as it is, unencoded
 */
public record Resource(String account, String arn) {

  private static final String PREFIX = "arn:aws:s3:::";

  /** All that an account has: what listing and creating buckets is asked for. */
  public static Resource account(String account) {
    return new Resource(account, PREFIX + "*");
  }

  /**
   * A bucket that does not exist yet, to be made by {@code account}.
   *
   * @param name of the bucket
   */
  public static Resource newBucket(String account, String name) {
    return new Resource(account, PREFIX + name);
  }

  public static Resource bucket(Bucket bucket) {
    return new Resource(bucket.owner(), PREFIX + bucket.name());
  }

  public static Resource object(Bucket bucket, String key) {
    return new Resource(bucket.owner(), PREFIX + bucket.name() + "/" + key);
  }
}

package org.mucura.core.bucket;

/**
 * Whether a bucket keeps former versions of its objects.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/Versioning.html">Versioning
 *     in S3 buckets</a>
 */
public enum Versioning {
  /** It never did. */
  OFF,
  ENABLED,
  /** It did; the versions from then are still there. */
  SUSPENDED
}

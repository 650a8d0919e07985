package org.mucura.core.bucket;

/** What is in buckets, for whoever deletes them. */
public interface BucketContents {

  /**
   * Whether a client could still see anything in the bucket that it would have to delete first: an
   * object, a version or a delete marker. Sees every write that ended before this call.
   */
  boolean isEmpty(BucketId bucket);

  /**
   * Removes some of what a deleted bucket left: uploads, parts, traces of objects. Contents go to
   * reclaim. May be repeated and done by several at once.
   *
   * @param owner the id of the account to which the bucket belonged
   * @return whether anything was found, so that there may be more
   */
  boolean purge(BucketId bucket, String owner);
}

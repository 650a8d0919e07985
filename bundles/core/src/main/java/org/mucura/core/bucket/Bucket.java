package org.mucura.core.bucket;

import java.time.Instant;
import java.util.List;
import org.mucura.core.key.WrappedKey;

/**
 * A bucket that is in use.
 *
 * @param id in the keys of all that it holds
 * @param name unique among all buckets
 * @param owner the id of the account to which it belongs
 * @param created in whole milliseconds
 * @param region as its creator's request named it
 * @param versioning whether it keeps former versions of its objects
 * @param stores the names of the content stores for new contents, the preferred one first
 * @param key under which the keys of its contents are, itself under a master key
 */
public record Bucket(
    BucketId id,
    String name,
    String owner,
    Instant created,
    String region,
    Versioning versioning,
    List<String> stores,
    WrappedKey key) {

  public Bucket {
    stores = List.copyOf(stores);
  }
}

package org.mucura.core.setting;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * The settings of the core at one moment.
 *
 * @param metadataStore the name of the metadata store that holds the records
 * @param contentStores the names of the content stores of new buckets, the preferred one first; not
 *     empty
 * @param storeWait how long a request waits for a store or an authenticator that is not there
 * @param storeDrain how long a store or an authenticator that leaves waits for the requests that
 *     use it
 * @param cacheLifetime how old a cached account, key or bucket record may be; the same on all
 *     gateways, for a bucket is deleted only after that time
 * @param requiredAuthenticators the names of the authenticators without which nobody is judged
 * @param partSizeMin the least size of a part that is not the last, in bytes
 * @param reclaimGrace how long freed contents are kept, {@link #RECLAIM_GRACE_MIN} or more
 * @param orphanAge how old contents are that are removed because no record names them; those within
 *     a seventh of it are not named any more
 */
public record Settings(
    String metadataStore,
    List<String> contentStores,
    Duration storeWait,
    Duration storeDrain,
    Duration cacheLifetime,
    Set<String> requiredAuthenticators,
    long partSizeMin,
    Duration reclaimGrace,
    Duration orphanAge) {

  /**
   * No request that stalls between reading a record and changing it may last longer than a grace,
   * so there is one.
   */
  public static final Duration RECLAIM_GRACE_MIN = Duration.ofSeconds(60);

  /** What holds where the administrator says nothing. */
  public static final Settings DEFAULTS =
      new Settings(
          "default",
          List.of("default"),
          Duration.ofSeconds(5),
          Duration.ofSeconds(60),
          Duration.ofSeconds(2),
          Set.of("s3-signature"),
          5 << 20,
          Duration.ofMinutes(10),
          Duration.ofDays(7));

  public Settings {
    contentStores = List.copyOf(contentStores);
    requiredAuthenticators = Set.copyOf(requiredAuthenticators);
    if (contentStores.isEmpty()) {
      throw new IllegalArgumentException("content.stores is empty");
    }
    for (Duration duration :
        List.of(storeWait, storeDrain, cacheLifetime, reclaimGrace, orphanAge)) {
      if (duration.isNegative()) {
        throw new IllegalArgumentException("negative time: " + duration);
      }
    }
    if (reclaimGrace.compareTo(RECLAIM_GRACE_MIN) < 0) {
      throw new IllegalArgumentException(
          "reclaim.grace.seconds is below " + RECLAIM_GRACE_MIN.toSeconds() + ": " + reclaimGrace);
    }
  }
}

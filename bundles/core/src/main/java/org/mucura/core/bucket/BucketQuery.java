package org.mucura.core.bucket;

import java.util.Optional;

/**
 * Which buckets of an account to list.
 *
 * @param prefix of the names; empty for all
 * @param continuation {@link BucketPage#next} of the page before; empty to begin
 * @param max the most buckets to return, 1 or more; no more than {@value #MAX} are
 * @param region only buckets of this region
 */
public record BucketQuery(
    String prefix, Optional<String> continuation, int max, Optional<String> region) {

  /** The most buckets that a page has. */
  public static final int MAX = 10_000;

  /** Every bucket. */
  public static final BucketQuery ALL =
      new BucketQuery("", Optional.empty(), MAX, Optional.empty());
}

package org.mucura.core.bucket;

import java.util.List;
import java.util.Optional;

/**
 * Buckets in the order of their names.
 *
 * @param next what asks for the page behind this one; present if and only if there may be one
 */
public record BucketPage(List<Bucket> buckets, Optional<String> next) {

  public BucketPage {
    buckets = List.copyOf(buckets);
  }
}

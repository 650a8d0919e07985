package org.mucura.core.commit;

import java.time.Instant;
import java.util.Optional;

/**
 * What a change did.
 *
 * @param at when it was made
 * @param before the object that was there
 * @param after the object that is there
 */
public record Committed(Instant at, Optional<ObjectVersion> before, Optional<ObjectVersion> after) {

  /** How many bytes more there are. */
  public long bytes() {
    return size(after) - size(before);
  }

  /** How many objects more there are. */
  public long objects() {
    return count(after) - count(before);
  }

  private static long count(Optional<ObjectVersion> version) {
    return version.isPresent() ? 1 : 0;
  }

  private static long size(Optional<ObjectVersion> version) {
    return version.flatMap(ObjectVersion::data).map(data -> data.contents().size()).orElse(0L);
  }
}

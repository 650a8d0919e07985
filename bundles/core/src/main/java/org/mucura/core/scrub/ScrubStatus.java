package org.mucura.core.scrub;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * What the scrub is at.
 *
 * @param underWay the pass that has begun and not ended
 * @param requested whether somebody wants one that has not begun
 * @param last the pass that ended last
 */
public record ScrubStatus(Optional<Count> underWay, boolean requested, Optional<Ended> last) {

  /**
   * What a pass has looked at.
   *
   * @param bytes at rest
   * @param skipped the stores that were not there for all of it; an empty name for records that
   *     could not be read
   */
  public record Count(Instant began, long blobs, long bytes, Set<String> skipped) {}

  /** A whole pass. */
  public record Ended(Count count, Instant at) {}
}

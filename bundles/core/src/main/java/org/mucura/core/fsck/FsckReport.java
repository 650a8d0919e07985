package org.mucura.core.fsck;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What was looked at and what was found.
 *
 * @param repair whether it was to be mended
 * @param records how many there are of each type, by its letter
 * @param contents that records name
 * @param bytes of these contents, as clients see them
 * @param busy of how many buckets and accounts the usage changed all the time, so that nobody can
 *     say whether it is right
 * @param findings the first {@link #KEPT_MAX}
 * @param found how many there are of each kind
 * @param mended how many of each kind were repaired
 */
public record FsckReport(
    Instant begun,
    Instant ended,
    boolean repair,
    Map<Character, Long> records,
    long contents,
    long bytes,
    int busy,
    List<Finding> findings,
    Map<Finding.Kind, Long> found,
    Map<Finding.Kind, Long> mended) {

  /** How many findings are listed. */
  public static final int KEPT_MAX = 1_000;

  /** How many findings there are that were not repaired. */
  public long left() {
    return sum(found) - sum(mended);
  }

  /** How many findings there are. */
  public long all() {
    return sum(found);
  }

  private static long sum(Map<Finding.Kind, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }
}

package org.mucura.core.usage;

/**
 * What a bucket or an account holds.
 *
 * @param bytes of contents as clients see them, parts of unfinished uploads included
 * @param objects that there are; parts are none
 */
public record UsageTotal(long bytes, long objects) {

  /** Nothing. */
  public static final UsageTotal NONE = new UsageTotal(0, 0);

  /** What takes this away. */
  UsageTotal negated() {
    return new UsageTotal(-bytes, -objects);
  }

  /** Both together. */
  public UsageTotal plus(UsageTotal other) {
    return new UsageTotal(bytes + other.bytes, objects + other.objects);
  }
}

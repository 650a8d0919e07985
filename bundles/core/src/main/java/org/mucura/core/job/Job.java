package org.mucura.core.job;

import java.time.Duration;

/**
 * Work that one gateway at a time does again and again. The runner may still, after a pause or with
 * clocks apart, have it done by two gateways at once, so every step must be harmless when repeated
 * or done beside itself.
 *
 * <p>Registered as an OSGi service it is run from then on.
 */
public interface Job {

  /** The name by which all gateways know it, {@code [a-z-]{1,32}}. Never changes. */
  String name();

  /** How long after the end of one run the next one begins. */
  Duration interval();

  /**
   * Does a little of the work, no more than some seconds of it, and returns.
   *
   * @return whether there is more to do at once; if not the run is over. What this throws is
   *     logged, and the run is over too
   */
  boolean step();

  /** Whether a run may find something to do; asked often, without the lease. */
  default boolean isDue() {
    return true;
  }

  /** Told when a run ends before it is over, so that it lets go what it holds between steps. */
  default void lostLease() {}

  /** Whether its steps wait, so that it gets a thread for itself and keeps no other job waiting. */
  default boolean isSlow() {
    return false;
  }
}

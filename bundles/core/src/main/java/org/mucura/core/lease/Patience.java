package org.mucura.core.lease;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A wait with an end. */
final class Patience {

  private final long deadline;

  private Patience(long deadline) {
    this.deadline = deadline;
  }

  static Patience of(Duration duration) {
    return new Patience(System.nanoTime() + duration.toNanos());
  }

  /**
   * Waits to be notified on {@code monitor}, which the caller holds.
   *
   * @return false, without a wait, if the time is over
   */
  boolean waitOn(Object monitor) throws InterruptedException {
    long left = deadline - System.nanoTime();
    if (left <= 0) {
      return false;
    }
    TimeUnit.NANOSECONDS.timedWait(monitor, left);
    return true;
  }
}

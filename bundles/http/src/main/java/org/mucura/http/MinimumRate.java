package org.mucura.http;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * The rate below which a client is slow to send and take bodies. Only the time that the server
 * waits for the client counts, so a slow store is never held against it.
 *
 * @param bytesPerSecond 0 for no limit
 * @param after how long the server waits in all before the rate counts
 */
public record MinimumRate(int bytesPerSecond, Duration after) {

  /** Whether the server has waited long enough for the rate to count. */
  public boolean canTell(long waitedNanos) {
    return waitedNanos > after.toNanos();
  }

  /** Whether the rate counts and the client has been slower. */
  public boolean isMissed(long bytes, long waitedNanos) {
    return canTell(waitedNanos)
        && bytes < TimeUnit.NANOSECONDS.toMillis(waitedNanos) * bytesPerSecond / 1000;
  }

  @Override
  public String toString() {
    return bytesPerSecond + " B/s";
  }
}

package org.mucura.http.server;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * The least rate at which a client must send and take bodies. Only the time that the server waits
 * for the client counts, so a slow store is never held against it.
 *
 * @param bytesPerSecond 0 for no limit
 * @param after how long the server waits in all before the rate counts
 */
record MinimumRate(int bytesPerSecond, Duration after) {

  boolean isMissed(long bytes, long waitedNanos) {
    return waitedNanos > after.toNanos()
        && bytes < TimeUnit.NANOSECONDS.toMillis(waitedNanos) * bytesPerSecond / 1000;
  }

  @Override
  public String toString() {
    return bytesPerSecond + " B/s";
  }
}

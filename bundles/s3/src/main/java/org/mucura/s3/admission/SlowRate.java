package org.mucura.s3.admission;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * What makes a client a slow one. Only the time that the server waits for the client counts.
 *
 * @param bytesPerSecond at which the client is not slow; 0: none is
 * @param after how long the server waits before it can tell
 */
public record SlowRate(int bytesPerSecond, Duration after) {

  boolean canTell(long waitedNanos) {
    return waitedNanos > after.toNanos();
  }

  boolean isMissed(long bytes, long waitedNanos) {
    return bytes < TimeUnit.NANOSECONDS.toMillis(waitedNanos) * bytesPerSecond / 1000;
  }

  @Override
  public String toString() {
    return bytesPerSecond + " B/s";
  }
}

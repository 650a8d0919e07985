package org.mucura.core.scrub;

import java.io.InterruptedIOException;
import java.util.concurrent.TimeUnit;

/** Lets no more than so many bytes a second be read; for one thread. */
final class Throttle {

  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final long bytesPerSecond;
  private long free = System.nanoTime();

  Throttle(long bytesPerSecond) {
    this.bytesPerSecond = bytesPerSecond;
  }

  long bytesPerSecond() {
    return bytesPerSecond;
  }

  /** Waits until what was read before has had its time, then counts {@code bytes} more. */
  void pass(long bytes) throws InterruptedIOException {
    long now = System.nanoTime();
    long wait = free - now;
    free = Math.max(free, now) + (long) ((double) bytes / bytesPerSecond * SECOND);
    sleep(wait);
  }

  /** Waits, at least until then. */
  static void sleep(long nanos) throws InterruptedIOException {
    if (nanos > 0) {
      try {
        TimeUnit.NANOSECONDS.sleep(nanos);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("interrupted");
      }
    }
  }
}

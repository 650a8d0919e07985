package org.mucura.blobs.filesystem.disk;

import java.io.InterruptedIOException;
import java.util.concurrent.TimeUnit;

/** Lets background work read and write no more than so many bytes a second; for one thread. */
public final class Throttle {

  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final long bytesPerSecond;
  private long free = System.nanoTime();

  /**
   * @param bytesPerSecond 1 or more
   */
  public Throttle(long bytesPerSecond) {
    this.bytesPerSecond = bytesPerSecond;
  }

  /** Lets everything pass at once. */
  public static Throttle none() {
    return new Throttle(Long.MAX_VALUE);
  }

  /** Waits until {@code bytes} more may be moved. */
  public void pass(int bytes) throws InterruptedIOException {
    long now = System.nanoTime();
    long wait = free - now;
    free = Math.max(free, now) + (long) ((double) bytes / bytesPerSecond * SECOND);
    if (wait > 0) {
      try {
        TimeUnit.NANOSECONDS.sleep(wait);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("interrupted");
      }
    }
  }
}

package org.mucura.http.server;

import java.util.concurrent.atomic.AtomicLong;

/** How long one thing was waited for, one time after the other. Anybody may look on. */
final class Waiting {

  private static final long NEVER = Long.MIN_VALUE;

  private final AtomicLong passed = new AtomicLong();
  private volatile long since = NEVER;

  void begin() {
    since = System.nanoTime();
  }

  void end() {
    long begun = since;
    since = NEVER;
    if (begun != NEVER) {
      passed.addAndGet(System.nanoTime() - begun);
    }
  }

  /** All waits together, with one that goes on. */
  long nanos() {
    long begun = since;
    return passed.get() + (begun == NEVER ? 0 : System.nanoTime() - begun);
  }
}

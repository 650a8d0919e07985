package org.mucura.http.server;

/** How long one thing was waited for, one time after the other. Anybody may look on. */
final class Waiting {

  private static final long NEVER = Long.MIN_VALUE;

  private long passed;
  private long since = NEVER;

  synchronized void begin() {
    since = System.nanoTime();
  }

  synchronized void end() {
    if (since != NEVER) {
      passed += System.nanoTime() - since;
      since = NEVER;
    }
  }

  /** All waits together, with one that goes on. */
  synchronized long nanos() {
    return passed + (since == NEVER ? 0 : System.nanoTime() - since);
  }
}

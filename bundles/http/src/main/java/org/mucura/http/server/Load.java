package org.mucura.http.server;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.server.Request;

/** Counts a listener's requests from their beginning until the last byte of the answer is sent. */
final class Load {

  private final int requestsMax;

  /** One more than there are requests, until the drain begins. */
  private final AtomicInteger count = new AtomicInteger(1);

  private final CountDownLatch drained = new CountDownLatch(1);

  Load(int requestsMax) {
    this.requestsMax = requestsMax;
  }

  /** Counts a request; false if it is one too many. */
  boolean begin(Request request) {
    Request.addCompletionListener(request, failure -> end());
    return count.getAndIncrement() <= requestsMax;
  }

  /** How many there are. */
  int now() {
    return Math.max(0, count.get() - 1);
  }

  private void end() {
    if (count.decrementAndGet() == 0) {
      drained.countDown();
    }
  }

  /** Waits until there are no requests; returns how many there are still. Called once. */
  int drain(Duration bound) {
    end();
    try {
      return drained.await(bound.toNanos(), TimeUnit.NANOSECONDS) ? 0 : count.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return count.get();
    }
  }
}

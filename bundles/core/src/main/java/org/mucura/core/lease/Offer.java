package org.mucura.core.lease;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** One service with the count of its leases. */
final class Offer<T> {

  /** Set once the service is being taken away; the other bits are the count. */
  private static final int DRAINING = 1 << 30;

  private final String name;
  private final T service;
  private final Rank rank;
  private final AtomicInteger state = new AtomicInteger();

  Offer(String name, T service, Rank rank) {
    this.name = name;
    this.service = service;
    this.rank = rank;
  }

  String name() {
    return name;
  }

  T service() {
    return service;
  }

  Rank rank() {
    return rank;
  }

  int leases() {
    return state.get() & ~DRAINING;
  }

  /** Counts one more lease unless the service is being taken away. */
  boolean tryAcquire() {
    int before = state.get();
    while ((before & DRAINING) == 0) {
      if (state.compareAndSet(before, before + 1)) {
        return true;
      }
      before = state.get();
    }
    return false;
  }

  /** Counts one more lease for somebody who holds one, draining or not. */
  void retain() {
    state.incrementAndGet();
  }

  void release() {
    if (state.decrementAndGet() == DRAINING) {
      synchronized (this) {
        notifyAll();
      }
    }
  }

  /**
   * Gives no further leases and waits until those given are back.
   *
   * @return how many are still out after {@code patience}, or after an interrupt
   */
  synchronized int drain(Duration patience) {
    state.getAndUpdate(before -> before | DRAINING);
    Patience left = Patience.of(patience);
    try {
      while (leases() > 0 && left.waitOn(this)) {
        // looks again
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return leases();
  }
}

package org.mucura.s3.admission;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A request in line. Decided once, given a place or sent away. */
final class Waiter {

  private final Share share;
  private final Entrant entrant;
  private final CountDownLatch decided = new CountDownLatch(1);
  private @Nullable Place place;

  Waiter(Share share, Entrant entrant) {
    this.share = share;
    this.entrant = entrant;
  }

  Share share() {
    return share;
  }

  Entrant entrant() {
    return entrant;
  }

  void give(Place given) {
    place = given;
    decided.countDown();
  }

  void sendAway() {
    decided.countDown();
  }

  /** Waits for the decision; false if there is none yet. */
  boolean await(long nanos) throws InterruptedException {
    return decided.await(nanos, TimeUnit.NANOSECONDS);
  }

  boolean isDecided() {
    return decided.getCount() == 0;
  }

  /** Null unless it was given one. */
  @Nullable Place place() {
    return place;
  }
}

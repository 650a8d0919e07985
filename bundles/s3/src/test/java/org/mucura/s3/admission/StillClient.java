package org.mucura.s3.admission;

import java.util.concurrent.atomic.AtomicLong;
import org.mucura.http.ClientPace;

/** A client that the server has waited for as long as the test says; not at all at first. */
final class StillClient implements ClientPace {

  private final AtomicLong waitedNanos = new AtomicLong();
  volatile long bytes;
  volatile boolean cut;

  /** A client that did not send or take anything in an hour. */
  static StillClient slow() {
    StillClient client = new StillClient();
    client.becomeSlow();
    return client;
  }

  void becomeSlow() {
    waitedNanos.addAndGet(3_600_000_000_000L);
  }

  @Override
  public long waitedNanos() {
    return waitedNanos.get();
  }

  @Override
  public long bytes() {
    return bytes;
  }

  @Override
  public void cut(Throwable cause) {
    cut = true;
  }
}

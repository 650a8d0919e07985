package org.mucura.s3.admission;

import java.io.Closeable;
import java.util.concurrent.TimeoutException;
import org.mucura.http.ClientPace;
import org.mucura.http.MinimumRate;
import org.mucura.s3.operation.Work;

/** One request's right to be worked on. Closed once or more, by any thread. */
public final class Place implements Closeable {

  private final Work work;
  private final Share share;
  private final Entrant entrant;
  private long bytesBefore;
  private long waitedBefore;

  Place(Work work, Share share, Entrant entrant) {
    this.work = work;
    this.share = share;
    this.entrant = entrant;
  }

  Work work() {
    return work;
  }

  Share share() {
    return share;
  }

  String account() {
    return entrant.account();
  }

  /**
   * Whether the client was slow since the last look that could tell. Not since the beginning: the
   * system's buffers take the first megabytes of an answer at once. For one thread at a time.
   */
  boolean isSlow(MinimumRate rate) {
    ClientPace client = entrant.client();
    long waited = client.waitedNanos() - waitedBefore;
    if (!rate.canTell(waited)) {
      return false;
    }
    long bytes = client.bytes() - bytesBefore;
    waitedBefore += waited;
    bytesBefore += bytes;
    return rate.isMissed(bytes, waited);
  }

  /** Ends the request, whose thread then closes this. */
  void cut(MinimumRate rate) {
    entrant.client().cut(new TimeoutException("slower than " + rate + " while others waited"));
  }

  @Override
  public void close() {
    entrant.admission().leave(this);
  }
}

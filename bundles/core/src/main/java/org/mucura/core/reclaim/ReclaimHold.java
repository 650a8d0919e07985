package org.mucura.core.reclaim;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.mucura.core.S3Exception;
import org.mucura.core.format.RecordStore;
import org.mucura.core.format.Stored;
import org.mucura.core.format.Swap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what loses its name from now on from being reclaimed, so that somebody may read contents by
 * the names of this moment. It ends when it is closed, and by itself when it has not been renewed
 * for {@link #LIFE}. Used by one thread.
 */
public final class ReclaimHold implements AutoCloseable {

  /** How long contents are kept for somebody who died. */
  public static final Duration LIFE = Duration.ofMinutes(10);

  private static final Logger LOG = LoggerFactory.getLogger(ReclaimHold.class);
  private static final Duration RENEWED_AFTER = Duration.ofMinutes(1);

  private final RecordStore records;
  private final InstantSource clock;
  private Stored<HoldRecord> held;

  /** Begins; whatever is named when this returns stays until the end. */
  public ReclaimHold(RecordStore records, InstantSource clock) {
    this.records = records;
    this.clock = clock;
    Instant now = clock.instant();
    this.held = new Holds(records).create(now, now.plus(LIFE));
  }

  /**
   * To be called again and again, at least every few minutes; writes once a minute.
   *
   * @throws IOException if the hold has ended, so that contents may be gone that were named
   */
  public void renew() throws IOException {
    Instant now = clock.instant();
    Instant until = held.value().until();
    if (now.isBefore(until.minus(LIFE).plus(RENEWED_AFTER))) {
      return;
    }
    if (now.isBefore(until)
        && records.replace(held, held.value().until(now.plus(LIFE)), HoldRecord.CODEC)
            instanceof Swap.Done<HoldRecord> done) {
      held = done.stored();
      return;
    }
    throw new IOException(
        "this was kept waiting for more than "
            + LIFE.toMinutes()
            + " minutes, so contents may be gone that were to be copied; begin again");
  }

  @Override
  public void close() {
    try {
      boolean unused = records.remove(held);
    } catch (S3Exception e) {
      LOG.warn(
          "a hold of contents cannot be removed and ends by itself, at the latest in {}", LIFE, e);
    }
  }
}

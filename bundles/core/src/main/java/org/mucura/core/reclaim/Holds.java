package org.mucura.core.reclaim;

import java.time.Instant;
import org.mucura.core.format.Fields;
import org.mucura.core.format.KeyWriter;
import org.mucura.core.format.RecordStore;
import org.mucura.core.format.RecordType;
import org.mucura.core.format.Stored;
import org.mucura.core.format.Swap;
import org.mucura.spi.Bytes;

/** All holds there are. */
final class Holds {

  /** More than there ever are at once: those whose end has passed are removed by the next one. */
  private static final int ALL = 10_000;

  private final RecordStore records;

  Holds(RecordStore records) {
    this.records = records;
  }

  /**
   * Up to when the queue may be worked off: now, or when the oldest hold began. What is due earlier
   * had lost its name before the hold, for no change stalls longer than a grace.
   */
  Instant limit(Instant now) {
    Instant limit = now;
    for (Stored<HoldRecord> hold : records.scan(RecordType.HOLD.all(), ALL, HoldRecord.CODEC)) {
      boolean live = hold.value().until().isAfter(now);
      if (live && hold.value().since().isBefore(limit)) {
        limit = hold.value().since();
      }
    }
    return limit;
  }

  /** A hold from now on. */
  Stored<HoldRecord> create(Instant now, Instant until) {
    removePassed(now);
    Bytes key = KeyWriter.of(RecordType.HOLD).raw(ReclaimQueue.newId()).key();
    Swap<HoldRecord> swap =
        records.create(key, new HoldRecord(now, until, Fields.NONE), HoldRecord.CODEC);
    if (swap instanceof Swap.Done<HoldRecord> done) {
      return done.stored();
    }
    throw new IllegalStateException("two holds have one random id");
  }

  private void removePassed(Instant now) {
    for (Stored<HoldRecord> hold : records.scan(RecordType.HOLD.all(), ALL, HoldRecord.CODEC)) {
      if (hold.value().until().isBefore(now)) {
        boolean unused = records.remove(hold);
      }
    }
  }
}

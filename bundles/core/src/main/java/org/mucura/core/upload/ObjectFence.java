package org.mucura.core.upload;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.mucura.core.commit.ObjectCodec;
import org.mucura.core.commit.ObjectKey;
import org.mucura.core.commit.ObjectRecord;
import org.mucura.core.commit.Redo;
import org.mucura.core.format.Fields;
import org.mucura.core.format.RecordStore;
import org.mucura.core.format.Swap;
import org.mucura.core.reclaim.ReclaimQueue;
import org.mucura.core.reclaim.ReclaimRecord;
import org.mucura.spi.Bytes;

/**
 * Gives the record of an object another revision, so that whoever looked at it before and is about
 * to write it fails and looks again. Where there is no record a tombstone is put, which reclaim
 * removes after the grace.
 */
final class ObjectFence {

  private final RecordStore records;
  private final ReclaimQueue reclaim;
  private final InstantSource clock;
  private final Supplier<Duration> grace;
  private final ObjectCodec codec = new ObjectCodec();

  ObjectFence(RecordStore records, InstantSource clock, Supplier<Duration> grace) {
    this.records = records;
    this.reclaim = new ReclaimQueue(records);
    this.clock = clock;
    this.grace = grace;
  }

  /** The record as it is behind the fence. */
  ObjectRecord raise(ObjectKey key) {
    Optional<ObjectRecord> behind = touch(key);
    while (behind.isEmpty()) {
      behind = entomb(key).or(() -> touch(key));
    }
    return behind.get();
  }

  private Optional<ObjectRecord> touch(ObjectKey key) {
    return records.touch(key.record()).map(stored -> codec.read(stored.value()));
  }

  /** Puts a tombstone; empty if something else has come meanwhile. */
  private Optional<ObjectRecord> entomb(ObjectKey key) {
    Instant now = clock.instant();
    Bytes id = ReclaimQueue.newId();
    Instant due = now.plus(grace.get());
    reclaim.add(due, id, new ReclaimRecord(key.bucket(), List.of(key.record()), List.of()));
    Redo redo = new Redo(id, due, List.of(), Optional.empty(), Fields.NONE);
    ObjectRecord tombstone =
        new ObjectRecord(
            ChronoUnit.MICROS.between(Instant.EPOCH, now),
            Optional.empty(),
            0,
            Optional.of(redo),
            Optional.of(now.truncatedTo(ChronoUnit.MILLIS)),
            Fields.NONE);
    return records.create(key.record(), tombstone, codec) instanceof Swap.Done<ObjectRecord> done
        ? Optional.of(done.stored().value())
        : Optional.empty();
  }
}

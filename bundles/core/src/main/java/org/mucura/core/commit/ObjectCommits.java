package org.mucura.core.commit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.mucura.core.S3Exception;
import org.mucura.core.blob.Contents;
import org.mucura.core.format.Fields;
import org.mucura.core.format.RecordStore;
import org.mucura.core.format.Stored;
import org.mucura.core.format.Swap;
import org.mucura.core.format.UncertainChangeException;
import org.mucura.core.reclaim.ReclaimQueue;
import org.mucura.spi.Bytes;
import org.mucura.wire.ErrorCode;

/**
 * Changes objects: every change of a key is one compare-and-set of its record, which also says what
 * is still to be done. Whoever is overtaken looks again and decides again.
 */
public final class ObjectCommits {

  private static final int ATTEMPTS_MAX = 1000;

  private final RecordStore records;
  private final Redoing redoing;
  private final CommitListener listener;
  private final InstantSource clock;
  private final Supplier<Duration> grace;
  private final ObjectCodec codec = new ObjectCodec();

  /**
   * Commits to {@code records}.
   *
   * @param grace how long freed contents, and traces of removed objects, are kept
   */
  public ObjectCommits(
      RecordStore records,
      Redoing redoing,
      CommitListener listener,
      InstantSource clock,
      Supplier<Duration> grace) {
    this.records = records;
    this.redoing = redoing;
    this.listener = listener;
    this.clock = clock;
    this.grace = grace;
  }

  /** The record of a key, if it has one. */
  public Optional<Stored<ObjectRecord>> read(ObjectKey key) {
    return records.get(key.record(), codec);
  }

  /** As {@link #commit(CommitTarget, Change, Optional)}, for whoever has not looked yet. */
  public Committed commit(CommitTarget target, Change change) {
    return commit(target, change, read(target.objectKey()));
  }

  /**
   * Makes a change. On return every later read sees it.
   *
   * @param found the record as it was read shortly before; or empty, as a guess, for a {@code
   *     change} that decides the same whatever there is
   * @return what was changed; the same before and after if {@code change} left it
   * @throws S3Exception what {@code change} throws; {@code ConditionalRequestConflict} if others
   *     kept changing the key; {@link UncertainChangeException} if it was or may have been made. In
   *     all other cases it was not
   */
  public Committed commit(
      CommitTarget target, Change change, Optional<Stored<ObjectRecord>> found) {
    ObjectKey key = target.objectKey();
    Optional<Stored<ObjectRecord>> expected = found;
    Instant read = clock.instant();
    for (int attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
      ObjectRecord before = expected.map(Stored::value).orElse(ObjectRecord.NONE);
      before.pending().ifPresent(redo -> redoing.settle(key, redo));
      Next next = change.next(before.visible());
      if (next instanceof Next.Leave) {
        return new Committed(clock.instant(), before.visible(), before.visible());
      }
      if (expected.isEmpty() && isOld(read)) {
        read = clock.instant();
        expected = read(key);
        continue;
      }
      ObjectRecord after = after(before, next);
      Swap<ObjectRecord> swap = records.put(key.record(), after, expected, codec);
      if (swap instanceof Swap.Done<ObjectRecord> done) {
        return finish(target, done.stored(), before);
      }
      read = clock.instant();
      expected = ((Swap.Lost<ObjectRecord>) swap).current();
    }
    throw new S3Exception(ErrorCode.CONDITIONAL_REQUEST_CONFLICT);
  }

  /**
   * Whether too long ago to rely on an absence. A record that is there has a revision that never
   * comes again; but one that was absent may be so again although it was there meanwhile, once the
   * grace of its traces is over.
   */
  private boolean isOld(Instant read) {
    return Duration.between(read, clock.instant()).compareTo(grace.get().dividedBy(2)) > 0;
  }

  private Committed finish(CommitTarget target, Stored<ObjectRecord> stored, ObjectRecord before) {
    Committed committed =
        new Committed(clock.instant(), before.visible(), stored.value().visible());
    if (stored.value().pending().isPresent()) {
      redoing.later(target.objectKey(), stored);
    }
    try {
      listener.committed(target, committed);
    } catch (S3Exception e) {
      throw new UncertainChangeException(e);
    }
    return committed;
  }

  private ObjectRecord after(ObjectRecord before, Next next) {
    Instant now = clock.instant();
    long sequence = Math.max(ChronoUnit.MICROS.between(Instant.EPOCH, now), before.sequence() + 1);
    Instant modified = now.truncatedTo(ChronoUnit.MILLIS);
    if (next instanceof Next.Put put) {
      ObjectVersion version =
          new ObjectVersion(sequence, true, modified, Optional.of(put.data()), Fields.NONE);
      return new ObjectRecord(
          sequence,
          Optional.of(version),
          sequence,
          redo(now, freed(before, version), put.finishUpload()),
          Optional.empty(),
          before.rest());
    }
    return new ObjectRecord(
        sequence,
        Optional.empty(),
        0,
        redo(now, freed(before), Optional.empty()),
        Optional.of(modified),
        before.rest());
  }

  private Optional<Redo> redo(Instant now, List<Contents> freed, Optional<String> finishUpload) {
    Redo redo =
        new Redo(ReclaimQueue.newId(), now.plus(grace.get()), freed, finishUpload, Fields.NONE);
    return Optional.of(redo).filter(r -> !r.isNothing());
  }

  private static List<Contents> freed(ObjectRecord before) {
    return before.current().flatMap(ObjectVersion::data).map(ObjectData::contents).stream()
        .toList();
  }

  /** A change of attributes alone keeps the contents. */
  private static List<Contents> freed(ObjectRecord before, ObjectVersion after) {
    Bytes kept = after.data().orElseThrow().contents().id();
    return freed(before).stream().filter(contents -> !contents.id().equals(kept)).toList();
  }
}

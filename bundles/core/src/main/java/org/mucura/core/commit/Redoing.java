package org.mucura.core.commit;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import org.mucura.core.format.RecordStore;
import org.mucura.core.format.Stored;
import org.mucura.core.reclaim.ReclaimQueue;
import org.mucura.core.reclaim.ReclaimRecord;
import org.mucura.spi.Bytes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does what changes of objects left to be done. Freed contents go to the reclaim queue, which in
 * the end clears the redo from the record; a redo that freed nothing is cleared at once.
 */
public final class Redoing {

  private static final Logger LOG = LoggerFactory.getLogger(Redoing.class);
  private static final int REMEMBERED_MAX = 10_000;

  private final RecordStore records;
  private final ReclaimQueue reclaim;
  private final UploadFinish uploads;
  private final Executor executor;
  private final ObjectCodec codec = new ObjectCodec();
  private final Set<Bytes> done =
      Collections.synchronizedSet(Collections.newSetFromMap(new Remembered()));

  /**
   * Redoes with the help of others.
   *
   * @param executor for what no client waits for
   */
  public Redoing(
      RecordStore records, ReclaimQueue reclaim, UploadFinish uploads, Executor executor) {
    this.records = records;
    this.reclaim = reclaim;
    this.uploads = uploads;
    this.executor = executor;
  }

  /** Does what the last change of {@code stored} left, but nobody waits for it. */
  void later(ObjectKey key, Stored<ObjectRecord> stored) {
    executor.execute(
        () -> {
          try {
            doNow(key, stored);
          } catch (RuntimeException e) {
            LOG.warn("a redo is left to whoever finds it", e);
          }
        });
  }

  /**
   * Does what the last change of {@code stored} left. Forgets it too, unless it freed something:
   * then reclaim tells when.
   */
  void doNow(ObjectKey key, Stored<ObjectRecord> stored) {
    stored.value().pending().ifPresent(redo -> settle(key, redo));
    boolean frees = stored.value().pending().filter(r -> !r.freed().isEmpty()).isPresent();
    if (!frees) {
      forget(stored);
    }
  }

  /** As {@link #doNow}, for who finds it left: what this gateway remembers cannot be all. */
  void doAgain(ObjectKey key, Stored<ObjectRecord> stored) {
    stored.value().pending().ifPresent(redo -> done.remove(redo.id()));
    doNow(key, stored);
  }

  /** Forgets a redo that was done; if nothing else is left of the object, the record goes too. */
  void forget(Stored<ObjectRecord> stored) {
    ObjectRecord cleared = stored.value().withoutPending();
    if (cleared.current().isEmpty() && cleared.rest().isEmpty()) {
      records.remove(stored);
    } else {
      records.replace(stored, cleared, codec);
    }
  }

  /** Does what {@code redo} says, and leaves it in the record. */
  void settle(ObjectKey key, Redo redo) {
    if (done.contains(redo.id())) {
      return;
    }
    if (!redo.freed().isEmpty()) {
      ReclaimRecord entry = new ReclaimRecord(key.bucket(), List.of(key.record()), redo.freed());
      reclaim.add(redo.due(), redo.id(), entry);
    }
    redo.finishUpload().ifPresent(upload -> uploads.finish(key, upload));
    done.add(redo.id());
  }

  /** Spares a busy key the repetition of what this gateway knows to be done. */
  private static final class Remembered extends LinkedHashMap<Bytes, Boolean> {

    private static final long serialVersionUID = 1;

    @Override
    protected boolean removeEldestEntry(Map.Entry<Bytes, Boolean> eldest) {
      return size() > REMEMBERED_MAX;
    }
  }
}

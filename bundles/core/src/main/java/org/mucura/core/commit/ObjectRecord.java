package org.mucura.core.commit;

import java.time.Instant;
import java.util.Optional;
import org.mucura.core.format.Fields;

/**
 * All there is to one key.
 *
 * @param sequence the greatest that was ever given to a change of the key
 * @param current the current version; empty in a tombstone, which keeps the sequence for a while
 *     after the last version went
 * @param nullSequence the sequence of the one valid null version, 0 without
 * @param pending what the last change left to be done
 * @param removed when the last version went; empty if there is one
 * @param rest what a newer release wrote besides
 */
public record ObjectRecord(
    long sequence,
    Optional<ObjectVersion> current,
    long nullSequence,
    Optional<Redo> pending,
    Optional<Instant> removed,
    Fields rest) {

  /** The key had no record. */
  static final ObjectRecord NONE =
      new ObjectRecord(0, Optional.empty(), 0, Optional.empty(), Optional.empty(), Fields.NONE);

  /** The object that a reader sees: neither a tombstone nor a delete marker is one. */
  public Optional<ObjectVersion> visible() {
    return current.filter(version -> version.data().isPresent());
  }

  ObjectRecord withoutPending() {
    return new ObjectRecord(sequence, current, nullSequence, Optional.empty(), removed, rest);
  }
}

package org.mucura.core.reclaim;

import java.time.Instant;
import java.util.Optional;
import org.mucura.core.format.Fields;
import org.mucura.core.format.Stored;
import org.mucura.spi.Bytes;

/** What reclaim must know of one type of record that names contents. */
public interface ContentOwner extends ContentNames {

  /**
   * Whether a name may move into such a record at any time from one that was read before it. Such a
   * record is changed in its revision alone before it is trusted, so that whoever is about to move
   * a name there by what it read earlier fails and looks again.
   */
  boolean fenced();

  /**
   * Told when what entry {@code id} of the queue says was freed, so that the record forgets it. May
   * come again.
   */
  default void reclaimed(Bytes key, Bytes id) {}

  /** Since when something is to be done that a record tells of; empty if there is nothing. */
  default Optional<Instant> leftSince(Stored<Fields> record) {
    return Optional.empty();
  }

  /** Finishes what a crash may have left half done in a record; called as the sweep passes it. */
  default void mend(Stored<Fields> record) {}
}

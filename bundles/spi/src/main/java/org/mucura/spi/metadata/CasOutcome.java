package org.mucura.spi.metadata;

import java.util.Optional;

/** What became of a conditional change: exactly one of three. */
public sealed interface CasOutcome {

  /**
   * The change was made, and every later get and scan sees it.
   *
   * @param revision the key's revision after the change; {@link Revision#ABSENT} after a delete
   */
  record Applied(Revision revision) implements CasOutcome {}

  /**
   * The key was not in the expected state; nothing was changed.
   *
   * @param current the entry found instead, empty when there is none
   */
  record Conflict(Optional<Entry> current) implements CasOutcome {}

  /**
   * The store does not know whether the change was made, and it may still be made later: a
   * time-out, a lost connection, a failed flush. Whoever asked reads again and looks for a mark of
   * its own in the value.
   *
   * @param cause what went wrong, for the log
   */
  record Unknown(Throwable cause) implements CasOutcome {}
}

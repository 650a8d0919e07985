package org.mucura.spi.metadata;

import org.mucura.spi.Bytes;

/**
 * A key with its value at one revision.
 *
 * @param revision never {@link Revision#ABSENT}
 */
public record Entry(Bytes key, Bytes value, Revision revision) {

  public Entry {
    if (revision.isAbsent()) {
      throw new IllegalArgumentException("an entry has a revision");
    }
  }
}

package org.mucura.core.walk;

import org.mucura.spi.Bytes;

/**
 * A place in the records that name contents.
 *
 * @param type the position of the type of records in their order
 * @param after the key of the last record that is done; empty if none of the type is
 * @param parts how many parts of the record {@code of} are done
 * @param of the key of a record behind {@code after}; empty if nothing of one is done
 */
public record WalkPlace(int type, Bytes after, int parts, Bytes of) {

  /** Where nothing is done. */
  public static final WalkPlace BEGINNING = new WalkPlace(0, Bytes.EMPTY);

  /** Where no part of the next record is done. */
  public WalkPlace(int type, Bytes after) {
    this(type, after, 0, Bytes.EMPTY);
  }
}

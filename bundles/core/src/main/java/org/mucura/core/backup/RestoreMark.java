package org.mucura.core.backup;

import java.util.Optional;
import org.mucura.core.format.RecordStore;
import org.mucura.core.format.Stored;
import org.mucura.core.format.Swap;
import org.mucura.core.store.LayoutRecord;
import org.mucura.spi.Bytes;
import org.mucura.spi.metadata.MetadataStore;

/** The record that keeps gateways from using a store before it is whole. */
final class RestoreMark {

  private final MetadataStore store;
  private final RecordStore records;
  private final String name;

  RestoreMark(MetadataStore store, String name) {
    this.store = store;
    this.records = new RecordStore(store);
    this.name = name;
  }

  /**
   * Whether the same restore has begun before.
   *
   * @throws BackupException if the store is not empty, or another restore has begun
   */
  boolean hasBegun(String what) throws BackupException {
    Optional<Stored<LayoutRecord>> found = find();
    String before = found.flatMap(mark -> mark.value().restoring()).orElse("");
    if (before.equals(what)) {
      return true;
    }
    if (!before.isEmpty()) {
      throw new BackupException(
          "a restore of "
              + before
              + " into the metadata store "
              + name
              + " began and did not end: give that one again, or begin with empty stores");
    }
    if (found.isPresent() || !store.scan(Bytes.EMPTY, Bytes.EMPTY, 1).isEmpty()) {
      throw new BackupException(notEmpty());
    }
    return false;
  }

  /** Nobody uses the store from now on. */
  void begin(String what) throws BackupException {
    if (records.create(LayoutRecord.KEY, LayoutRecord.restoring(what), LayoutRecord.CODEC)
        instanceof Swap.Lost) {
      throw new BackupException(notEmpty());
    }
  }

  private String notEmpty() {
    return "the metadata store "
        + name
        + " is not empty; a backup is restored into empty stores: name another --data";
  }

  private Optional<Stored<LayoutRecord>> find() {
    return records.get(LayoutRecord.KEY, LayoutRecord.CODEC);
  }

  /** The store is whole and says of itself what it said when it was copied. */
  void end(LayoutRecord layout) throws BackupException {
    Stored<LayoutRecord> mark = find().orElseThrow();
    if (records.replace(mark, layout, LayoutRecord.CODEC) instanceof Swap.Lost) {
      throw new BackupException("somebody else writes to the metadata store " + name);
    }
  }
}

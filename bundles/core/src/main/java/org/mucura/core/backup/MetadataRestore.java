package org.mucura.core.backup;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.mucura.core.format.RecordStore;
import org.mucura.core.store.LayoutRecord;
import org.mucura.spi.Bytes;
import org.mucura.spi.metadata.CasOutcome;
import org.mucura.spi.metadata.Entry;
import org.mucura.spi.metadata.MetadataStore;
import org.mucura.spi.metadata.Revision;

/** Writes entries as they were into a store that nobody else uses. */
final class MetadataRestore {

  private static final int ATTEMPTS_MAX = 5;

  private final MetadataStore store;
  private final Writers writers;
  private Optional<LayoutRecord> layout = Optional.empty();
  private long count;

  MetadataRestore(MetadataStore store, Writers writers) {
    this.store = store;
    this.writers = writers;
  }

  /** Writes all entries but the one that says what the store is, which is given back. */
  LayoutRecord run(List<BackupRun> chain, Counting counting) throws IOException {
    try (ChainEntries entries = new ChainEntries(chain)) {
      Optional<MetadataChange> next = entries.next();
      while (next.isPresent()) {
        Bytes key = next.get().key();
        Bytes value = next.get().value().orElseThrow();
        if (key.equals(LayoutRecord.KEY)) {
          Entry entry = new Entry(key, value, new Revision(key));
          layout = Optional.of(LayoutRecord.CODEC.read(RecordStore.body(entry)));
        } else {
          writers.submit(() -> put(key, value));
        }
        count++;
        counting.at(count);
        next = entries.next();
      }
    }
    writers.await();
    return layout.orElseThrow(
        () -> new BackupException("the backup is damaged: it does not tell its layout"));
  }

  long count() {
    return count;
  }

  /** What an attempt wrote that was broken off may be there already, also with other counts. */
  private void put(Bytes key, Bytes value) throws IOException {
    Revision expected = Revision.ABSENT;
    for (int attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
      CasOutcome outcome = put(key, value, expected);
      if (outcome instanceof CasOutcome.Applied) {
        return;
      }
      Optional<Entry> current =
          outcome instanceof CasOutcome.Conflict conflict ? conflict.current() : store.get(key);
      if (current.map(Entry::value).filter(value::equals).isPresent()) {
        return;
      }
      expected = current.map(Entry::revision).orElse(Revision.ABSENT);
    }
    throw new BackupException("the metadata store does not take the entry " + key);
  }

  private CasOutcome put(Bytes key, Bytes value, Revision expected) throws IOException {
    try {
      return store.put(key, value, expected);
    } catch (IllegalArgumentException e) {
      throw new BackupException(
          "the metadata store does not take the entry " + key + ": " + e.getMessage(), e);
    }
  }
}

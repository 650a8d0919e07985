package org.mucura.core.backup;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.mucura.core.backup.BackupFile.Kind;
import org.mucura.core.backup.Manifest.Counts;
import org.mucura.core.format.RecordType;
import org.mucura.spi.Bytes;
import org.mucura.spi.metadata.Entry;

/**
 * Writes what a metadata store has that a chain has not, and what it has no more. Both are read
 * once, in the order of their keys.
 */
final class MetadataCopy implements Closeable {

  private static final int READ_AT_ONCE = 500;

  private final List<BackupRun> chain;
  private final Frames out;
  private long entries;
  private long puts;
  private long removals;

  /** Takes each entry that was written. */
  interface Taker {
    void take(Entry changed) throws IOException;
  }

  MetadataCopy(Path folder, List<BackupRun> chain) throws IOException {
    this.chain = chain;
    this.out = new Frames(folder.resolve(BackupRun.METADATA), Kind.METADATA);
  }

  void copy(SnapshotStore shown, Taker taker, Pace pace) throws IOException {
    try (ChainEntries before = new ChainEntries(chain)) {
      Optional<MetadataChange> known = before.next();
      List<Entry> read = shown.scan(Bytes.EMPTY, Bytes.EMPTY, READ_AT_ONCE);
      while (!read.isEmpty()) {
        for (Entry entry : read) {
          if (isOfTheGateway(entry)) {
            continue;
          }
          while (known.isPresent() && known.get().key().compareTo(entry.key()) < 0) {
            remove(known.get().key());
            known = before.next();
          }
          boolean same = false;
          if (known.isPresent() && known.get().key().equals(entry.key())) {
            same = known.get().value().equals(Optional.of(entry.value()));
            known = before.next();
          }
          if (!same) {
            put(entry);
            taker.take(entry);
          }
          entries++;
        }
        pace.step();
        read = shown.scan(read.get(read.size() - 1).key(), Bytes.EMPTY, READ_AT_ONCE);
      }
      while (known.isPresent()) {
        remove(known.get().key());
        known = before.next();
      }
    }
  }

  /** A hold is of who makes the backup. */
  private static boolean isOfTheGateway(Entry entry) {
    return entry.key().at(0) == RecordType.HOLD.letter();
  }

  private void put(Entry entry) throws IOException {
    out.write(new MetadataChange(entry.key(), Optional.of(entry.value())).encode());
    puts++;
  }

  private void remove(Bytes key) throws IOException {
    out.write(new MetadataChange(key, Optional.empty()).encode());
    removals++;
  }

  String tale() {
    return entries + " entries of the metadata read, " + (puts + removals) + " of them changed";
  }

  /** With what was copied of contents. */
  Counts counts(long blobs, long bytes, long lost) {
    return new Counts(entries, puts, removals, blobs, bytes, lost);
  }

  /** Flushes all to the medium; says what the manifest has to say of the file. */
  WrittenFile end() throws IOException {
    return out.end();
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}

package org.mucura.core.backup;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.mucura.spi.Bytes;

/**
 * The metadata as of the last run of a chain, in the order of their keys: the files of all runs are
 * read side by side, and of each key the last run that has it counts.
 */
final class ChainEntries implements Closeable {

  private final List<Head> heads = new ArrayList<>();

  /** A file and what comes next of it. */
  private static final class Head {

    final FrameSource<MetadataChange> source;
    Optional<MetadataChange> next;

    Head(FrameSource<MetadataChange> source) throws IOException {
      this.source = source;
      this.next = source.next();
    }
  }

  /**
   * Begins with the first entry.
   *
   * @param runs the oldest first
   */
  ChainEntries(List<BackupRun> runs) throws IOException {
    boolean opened = false;
    try {
      for (BackupRun run : runs) {
        heads.add(0, new Head(run.metadata()));
      }
      opened = true;
    } finally {
      if (!opened) {
        close();
      }
    }
  }

  /** The next entry that there was; empty at the end. */
  Optional<MetadataChange> next() throws IOException {
    while (true) {
      Optional<MetadataChange> latest = least();
      if (latest.isEmpty()) {
        return latest;
      }
      pass(latest.get().key());
      if (latest.get().value().isPresent()) {
        return latest;
      }
    }
  }

  /** Of the least key what the latest run says. */
  private Optional<MetadataChange> least() {
    Optional<MetadataChange> least = Optional.empty();
    for (Head head : heads) {
      if (head.next.isPresent()
          && (least.isEmpty() || head.next.get().key().compareTo(least.get().key()) < 0)) {
        least = head.next;
      }
    }
    return least;
  }

  private void pass(Bytes key) throws IOException {
    for (Head head : heads) {
      if (head.next.isPresent() && head.next.get().key().equals(key)) {
        head.next = head.source.next();
      }
    }
  }

  @Override
  public void close() throws IOException {
    for (Head head : heads) {
      head.source.close();
    }
  }
}

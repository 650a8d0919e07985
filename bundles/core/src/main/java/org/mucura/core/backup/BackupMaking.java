package org.mucura.core.backup;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.mucura.core.backup.Manifest.Counts;
import org.mucura.core.blob.PartPages;
import org.mucura.core.format.RecordStore;
import org.mucura.core.key.MasterKeys;
import org.mucura.core.reclaim.ReclaimHold;
import org.mucura.core.store.LayoutRecord;
import org.mucura.core.store.Stores;
import org.mucura.core.walk.RecordBlobs;

/** Makes one run. */
final class BackupMaking {

  private final Means means;
  private final BackupOrder order;

  /**
   * What a run is made with.
   *
   * @param chain the runs that it goes on from; none if it is full
   */
  record Means(
      BackupFolder folder,
      List<BackupRun> chain,
      Stores stores,
      MasterKeys keys,
      InstantSource clock) {}

  BackupMaking(Means means, BackupOrder order) {
    this.means = means;
    this.order = order;
  }

  /** Makes it of what {@code shown} has, and keeps up {@code hold} meanwhile. */
  Manifest make(SnapshotStore shown, ReclaimHold hold, Consumer<String> listener)
      throws IOException {
    Instant begun = means.clock().instant();
    List<Integer> runs = means.folder().runs();
    int number = runs.isEmpty() ? 1 : runs.get(runs.size() - 1) + 1;
    Path unfinished = means.folder().begin(number);
    RecordStore records = new RecordStore(shown);
    LostRecords lost = new LostRecords("backup");
    RecordBlobs named = new RecordBlobs(records, new PartPages(records, means.clock()), lost);
    List<WrittenFile> files = new ArrayList<>();
    Counts counts;
    try (MetadataCopy metadata = new MetadataCopy(unfinished, means.chain())) {
      Pace pace = new Pace(hold::renew, metadata::tale, listener);
      if (order.contents()) {
        try (ContentCopy contents =
            new ContentCopy(means.stores(), means.chain(), unfinished, pace)) {
          metadata.copy(shown, new NamesOfEntries(named, contents), pace);
          files.addAll(contents.end());
          counts =
              metadata.counts(contents.blobs(), contents.bytes(), contents.lost() + lost.count());
        }
      } else {
        metadata.copy(shown, entry -> {}, pace);
        counts = metadata.counts(0, 0, 0);
      }
      files.add(0, metadata.end());
      // whoever lost the hold may have copied what was half gone
      hold.renew();
    }
    if (order.passPhrase().isPresent()) {
      files.add(keys(unfinished, order.passPhrase().get()));
    }
    Manifest manifest =
        new Manifest(
            number,
            parent(),
            LayoutRecord.LAYOUT,
            begun,
            means.clock().instant(),
            order.contents(),
            order.passPhrase().isPresent(),
            counts,
            files);
    means.folder().finish(unfinished, manifest);
    return manifest;
  }

  /** After the metadata, so that no key is missing under which something of it is. */
  private WrittenFile keys(Path unfinished, String passPhrase) throws IOException {
    Path file = unfinished.resolve(BackupRun.KEYS);
    means.keys().export(file, passPhrase.toCharArray());
    return WrittenFile.of(file);
  }

  private OptionalInt parent() {
    return means.chain().isEmpty()
        ? OptionalInt.empty()
        : OptionalInt.of(means.chain().get(means.chain().size() - 1).manifest().checksum());
  }
}

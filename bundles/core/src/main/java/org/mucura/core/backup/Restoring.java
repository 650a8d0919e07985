package org.mucura.core.backup;

import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import org.mucura.core.format.CorruptRecordException;
import org.mucura.core.format.RecordStore;
import org.mucura.core.fsck.UsageRecount;
import org.mucura.core.key.RingImport;
import org.mucura.core.store.LayoutRecord;
import org.mucura.core.store.RestoreTarget;
import org.mucura.spi.metadata.MetadataStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One restore, from the first entry to the end of the mark. */
final class Restoring {

  private static final Logger LOG = LoggerFactory.getLogger(Restoring.class);

  private final MetadataStore metadata;
  private final RestoreTarget target;
  private final List<BackupRun> chain;
  private String tale = "";

  Restoring(MetadataStore metadata, RestoreTarget target, List<BackupRun> chain) {
    this.metadata = metadata;
    this.target = target;
    this.chain = chain;
  }

  RestoreResult run(
      RestoreMark mark, String installation, RingImport keys, Consumer<String> listener)
      throws IOException {
    Manifest last = chain.get(chain.size() - 1).manifest();
    Pace pace = new Pace(() -> {}, () -> tale, listener);
    LayoutRecord layout;
    ContentRestore contents = new ContentRestore(metadata, target, chain);
    RecordStore records = new RecordStore(metadata);
    long entries;
    try (Writers writers = new Writers()) {
      MetadataRestore entriesRestore = new MetadataRestore(metadata, writers);
      layout =
          entriesRestore.run(
              chain,
              count -> {
                tale = count + " of " + last.counts().entries() + " entries of the metadata";
                pace.step();
              });
      entries = entriesRestore.count();
      keys.require(records);
      if (last.contents()) {
        contents.run(
            writers,
            count -> {
              tale = entries + " entries and " + count + " contents";
              pace.step();
            });
      }
    }
    correctUsage(records);
    mark.end(layout);
    return new RestoreResult(
        last.run(), last.begun(), entries, contents.blobs(), contents.bytes(), contents.missing());
  }

  /** What is damaged in the backup was so before: it is no reason to have nothing restored. */
  private static void correctUsage(RecordStore records) {
    try {
      new UsageRecount(records).correctAll();
    } catch (CorruptRecordException e) {
      LOG.error("what buckets and accounts hold could not be counted anew; see mucura:fsck", e);
    }
  }
}

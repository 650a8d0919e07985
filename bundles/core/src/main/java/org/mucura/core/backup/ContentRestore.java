package org.mucura.core.backup;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.mucura.core.backup.BackupFile.Kind;
import org.mucura.core.blob.PartPages;
import org.mucura.core.format.RecordStore;
import org.mucura.core.store.RestoreTarget;
import org.mucura.core.walk.ContentWalk;
import org.mucura.core.walk.NamedBlob;
import org.mucura.core.walk.Naming;
import org.mucura.core.walk.RecordBlobs;
import org.mucura.core.walk.RecordReader;
import org.mucura.core.walk.WalkPlace;
import org.mucura.spi.blob.BlobExistsException;
import org.mucura.spi.blob.BlobStore;
import org.mucura.spi.metadata.MetadataStore;

/** Writes the contents that restored records name: no others, for a chain has what is freed too. */
final class ContentRestore {

  /** As many names as are looked for by one reading of the indexes. */
  private static final int BATCH = 1_000_000;

  private final RestoreTarget target;
  private final List<BackupRun> chain;
  private final RecordStore records;
  private long blobs;
  private long bytes;
  private long missing;

  ContentRestore(MetadataStore metadata, RestoreTarget target, List<BackupRun> chain) {
    this.records = new RecordStore(metadata);
    this.target = target;
    this.chain = chain;
  }

  void run(Writers writers, Counting counting) throws IOException {
    LostRecords lost = new LostRecords("restore");
    RecordReader reader =
        new RecordReader(
            records,
            (after, before, cause) -> {
              throw cause;
            });
    RecordBlobs named =
        new RecordBlobs(records, new PartPages(records, InstantSource.system()), lost);
    ContentWalk walk = new ContentWalk(reader, named, Naming.ORDER, WalkPlace.BEGINNING);
    BlobIdSet wanted = new BlobIdSet();
    for (NamedBlob blob = walk.next(); blob != null; blob = walk.next()) {
      wanted.add(blob.part().blob().id());
      if (wanted.size() == BATCH) {
        write(wanted, writers, counting);
      }
    }
    write(wanted, writers, counting);
    missing += lost.count();
  }

  private void write(BlobIdSet wanted, Writers writers, Counting counting) throws IOException {
    for (BackupRun run : chain) {
      if (wanted.missing() > 0) {
        write(run, wanted, writers, counting);
      }
    }
    missing += wanted.missing();
    wanted.clear();
  }

  private void write(BackupRun run, BlobIdSet wanted, Writers writers, Counting counting)
      throws IOException {
    try (FrameSource<BlobLocation> index = run.blobs();
        OpenPack pack = new OpenPack(run)) {
      Optional<BlobLocation> next = index.next();
      while (next.isPresent()) {
        BlobLocation location = next.get();
        if (wanted.find(location.blob().id())) {
          if (!pack.is(location.pack())) {
            writers.await();
            pack.open(location.pack());
          }
          writers.submit(() -> write(pack.read(location), location));
          blobs++;
          bytes += location.length();
          counting.at(blobs);
        }
        next = index.next();
      }
      writers.await();
    }
  }

  private void write(InputStream from, BlobLocation location) throws IOException {
    BlobStore store = target.blobs(location.blob().store()).orElseThrow();
    try (from) {
      long unused = store.write(location.blob().id(), OptionalLong.of(location.length()), from);
    } catch (BlobExistsException e) {
      // by an attempt that was broken off: a blob is there whole, or not at all
      if (store.size(location.blob().id()) != location.length()) {
        throw e;
      }
    }
  }

  /** A file of contents that is being read. */
  private static final class OpenPack implements AutoCloseable {

    private final BackupRun run;
    private int number;
    private @Nullable FileChannel channel;

    OpenPack(BackupRun run) {
      this.run = run;
    }

    boolean is(int pack) {
      return number == pack;
    }

    void open(int pack) throws IOException {
      close();
      BackupFile.open(run.packFile(pack), Kind.CONTENTS).close();
      channel = FileChannel.open(run.packFile(pack), StandardOpenOption.READ);
      number = pack;
    }

    InputStream read(BlobLocation location) {
      if (channel == null) {
        throw new IllegalStateException("no file of contents is open");
      }
      Path file = run.packFile(location.pack());
      return new PackedBlob(channel, file, location);
    }

    @Override
    public void close() throws IOException {
      if (channel != null) {
        channel.close();
      }
    }
  }

  long blobs() {
    return blobs;
  }

  long bytes() {
    return bytes;
  }

  long missing() {
    return missing;
  }
}

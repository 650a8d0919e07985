package org.mucura.core.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.mucura.blobs.memory.MemoryBlobStore;
import org.mucura.core.bench.Bench;
import org.mucura.core.fsck.FsckReport;
import org.mucura.core.key.MemoryKeyRing;
import org.mucura.core.key.RingImport;
import org.mucura.core.testing.ManualClock;
import org.mucura.metadata.memory.MemoryMetadataStore;

/** A gateway that is backed up, and short words for what is done with its backup. */
final class BackupBench implements AutoCloseable {

  static final String PASS_PHRASE = "a long pass phrase";

  final ManualClock clock = new ManualClock();
  final MemoryMetadataStore metadata = new MemoryMetadataStore();
  final MemoryBlobStore blobs = new MemoryBlobStore(1 << 26);
  final Bench bench = new Bench(metadata, blobs, clock);
  final Path folder;

  BackupBench(Path folder) {
    this.folder = folder;
  }

  BackupOrder order() {
    return new BackupOrder(folder, false, true, Optional.of(PASS_PHRASE));
  }

  BackupResult backup() throws IOException {
    return backup(order());
  }

  BackupResult backup(BackupOrder order) throws IOException {
    return bench.newBackup().run(order, said -> {});
  }

  RestoreOrder last() {
    return new RestoreOrder(folder, OptionalInt.empty(), Optional.of(PASS_PHRASE));
  }

  RestoreOrder run(int number) {
    return new RestoreOrder(folder, OptionalInt.of(number), Optional.of(PASS_PHRASE));
  }

  /** Restores by a gateway that has no keys yet. */
  static RestoreResult restore(RestoreOrder order, Target target) throws IOException {
    return new Restore(target, new RingImport(new MemoryKeyRing())).run(order, said -> {});
  }

  /** The keys of tests are there in any case, so nothing needs the imported ones. */
  Bench open(Target target) {
    return new Bench(target.store(), target.content(), clock);
  }

  /** All objects, by key. */
  static Map<String, String> objects(Bench bench) {
    Map<String, String> objects = new TreeMap<>();
    bench.keys().forEach(key -> objects.put(key, bench.get(key)));
    return objects;
  }

  static void assertClean(Bench bench) throws InterruptedException {
    FsckReport report = bench.newFsck().run(false);
    assertThat(report.findings()).isEmpty();
  }

  @Override
  public void close() {
    bench.close();
  }
}

package org.mucura.core.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.mucura.blobs.memory.MemoryBlobStore;
import org.mucura.core.bench.Bench;
import org.mucura.core.testing.ManualClock;
import org.mucura.metadata.memory.MemoryMetadataStore;
import org.mucura.spi.blob.BlobId;
import org.mucura.spi.blob.BlobRange;
import org.mucura.spi.blob.BlobStore;

/** A backup that lasts longer than what is freed meanwhile would stay. */
public class SlowBackupTest {

  private static final int OBJECTS = 20;

  @Rule public final TemporaryFolder temporary = new TemporaryFolder();

  private final ManualClock clock = new ManualClock();
  private final SlowBlobs blobs = new SlowBlobs();
  private final Bench bench = new Bench(new MemoryMetadataStore(), blobs, clock);

  @Test
  public void contentsOfItsMomentStayUntilItsEnd() throws Exception {
    for (int i = 0; i < OBJECTS; i++) {
      bench.put("key " + i, "first of " + i);
    }
    Map<String, String> before = BackupBench.objects(bench);
    BackupOrder order =
        new BackupOrder(
            temporary.getRoot().toPath().resolve("backup"),
            false,
            true,
            Optional.of("p".repeat(12)));
    blobs.whileRead =
        () -> {
          bench.put("key " + blobs.reads % OBJECTS, "later");
          bench.delete("key " + (OBJECTS - 1));
          clock.advance(Duration.ofMinutes(3));
          bench.reclaimHere();
        };

    BackupResult made = bench.newBackup().run(order, said -> {});

    blobs.whileRead = () -> {};
    assertThat(made.lost()).isZero();
    Target target = Target.empty();
    RestoreOrder restore =
        new RestoreOrder(order.folder(), OptionalInt.empty(), order.passPhrase());
    assertThat(BackupBench.restore(restore, target).missing()).isZero();
    try (Bench other = new Bench(target.store(), target.content(), clock)) {
      assertThat(BackupBench.objects(other)).isEqualTo(before);
    }
    bench.tidyAtOnce();
    assertThat(blobs.removed).as("what was held").isGreaterThanOrEqualTo(OBJECTS);
    bench.close();
  }

  /** Things happen each time when a blob is read. */
  private static final class SlowBlobs implements BlobStore {

    private final MemoryBlobStore store = new MemoryBlobStore(1 << 20);
    private Runnable whileRead = () -> {};
    private int reads;
    private int removed;

    @Override
    public long write(BlobId id, OptionalLong size, InputStream content) throws IOException {
      return store.write(id, size, content);
    }

    @Override
    public InputStream read(BlobId id, BlobRange range) throws IOException {
      reads++;
      whileRead.run();
      return store.read(id, range);
    }

    @Override
    public long size(BlobId id) throws IOException {
      return store.size(id);
    }

    @Override
    public void delete(Collection<BlobId> ids) throws IOException {
      removed += ids.size();
      store.delete(ids);
    }
  }
}

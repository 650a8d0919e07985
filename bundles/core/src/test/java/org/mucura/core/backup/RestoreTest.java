package org.mucura.core.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.mucura.blobs.memory.MemoryBlobStore;
import org.mucura.core.bench.Bench;
import org.mucura.core.blob.BlobIds;
import org.mucura.core.key.MemoryKeyRing;
import org.mucura.core.key.RingImport;
import org.mucura.core.lease.Rank;
import org.mucura.core.store.LayoutException;
import org.mucura.core.store.RestoreTarget;
import org.mucura.core.store.StoreRegistry;
import org.mucura.core.testing.TestSettings;
import org.mucura.metadata.memory.MemoryMetadataStore;
import org.mucura.spi.Bytes;
import org.mucura.spi.blob.BlobStore;
import org.mucura.spi.metadata.CasOutcome;
import org.mucura.spi.metadata.Entry;
import org.mucura.spi.metadata.MetadataCapabilities;
import org.mucura.spi.metadata.MetadataStore;
import org.mucura.spi.metadata.MetadataStoreException;
import org.mucura.spi.metadata.Revision;

public class RestoreTest {

  @Rule public final TemporaryFolder temporary = new TemporaryFolder();

  private BackupBench gateway;
  private Map<String, String> objects;

  @Before
  public void begin() throws IOException {
    gateway = new BackupBench(temporary.getRoot().toPath().resolve("backup"));
    for (int i = 0; i < 20; i++) {
      gateway.bench.put("key " + i, "content " + i);
    }
    gateway.backup();
    gateway.bench.put("key 3", "another content");
    gateway.bench.delete("key 4");
    gateway.backup();
    objects = BackupBench.objects(gateway.bench);
  }

  @After
  public void close() {
    gateway.close();
  }

  private static void assertNobodyUses(MetadataStore store) {
    StoreRegistry registry = new StoreRegistry(TestSettings.uncached());
    registry.addMetadata("default", store, new Rank(0, 1));
    assertThatThrownBy(() -> registry.metadata().get(Bytes.utf8("key")))
        .isInstanceOfSatisfying(
            LayoutException.class,
            e -> assertThat(e.reason()).contains("restore of run 2").contains("did not end"));
  }

  /** Whichever file it is, and wherever: an error that names it, and no gateway on half of it. */
  @Test
  public void damageOfAnyFileIsRefusedByItsName() throws Exception {
    int files = 0;
    for (int run = 1; run <= 2; run++) {
      Path folder = gateway.folder.resolve("run-00000" + run);
      for (String name : BackupTest.names(folder)) {
        files++;
        Path file = folder.resolve(name);
        byte[] whole = Files.readAllBytes(file);
        for (int at : List.of(0, 15, 20, whole.length / 2, whole.length - 1)) {
          byte[] flipped = whole.clone();
          flipped[at] ^= 0x10;
          Files.write(file, flipped);
          assertRefused(file, "bit at " + at);
        }
        for (int length : List.of(0, 17, whole.length - 1)) {
          Files.write(file, Arrays.copyOf(whole, length));
          assertRefused(file, "cut at " + length);
        }
        Files.delete(file);
        assertRefused(file, "missing");
        Files.write(file, whole);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
      }
    }
    assertThat(files).isEqualTo(2 * 5);
    Target target = Target.empty();
    BackupBench.restore(gateway.last(), target);
    assertObjects(target);
  }

  private void assertRefused(Path file, String what) {
    Target target = Target.empty();
    assertThatThrownBy(() -> BackupBench.restore(gateway.last(), target))
        .as("%s of %s", what, file)
        .isInstanceOf(BackupException.class)
        .hasMessageContaining(file.toString());
    boolean begun = target.store().scan(Bytes.EMPTY, Bytes.EMPTY, 1).size() > 0;
    if (begun) {
      assertNobodyUses(target.store());
    }
  }

  @Test
  public void theWholeBackupIsVerifiedWithoutBeingRestored() throws Exception {
    BackupCheck check = new BackupCheck(gateway.folder);
    assertThat(check.run(OptionalInt.empty(), said -> {}).run()).isEqualTo(2);
    Path pack = gateway.folder.resolve("run-000001/contents-0001");
    byte[] bytes = Files.readAllBytes(pack);
    bytes[bytes.length - 20] ^= 1;
    Files.write(pack, bytes);
    assertThatThrownBy(() -> check.run(OptionalInt.empty(), said -> {}))
        .isInstanceOf(BackupException.class)
        .hasMessageContaining(pack.toString());
  }

  @Test
  public void aBackupOfALaterReleaseIsRefused() throws Exception {
    Path folder = gateway.folder.resolve("run-000002");
    Path manifest = folder.resolve("manifest");
    String text = Files.readString(manifest);
    Files.writeString(manifest, text.replace("mucura-backup-run 1", "mucura-backup-run 2"));
    assertThatThrownBy(() -> BackupBench.restore(gateway.last(), Target.empty()))
        .isInstanceOf(BackupException.class)
        .hasMessageContaining("format 2, this release knows format 1");

    Files.writeString(manifest, text);
    Manifest read = Manifest.read(folder);
    Manifest later =
        new Manifest(
            read.run(),
            read.parent(),
            2,
            read.begun(),
            read.ended(),
            read.contents(),
            read.keys(),
            read.counts(),
            read.files());
    Files.writeString(manifest, later.text());
    assertThatThrownBy(() -> BackupBench.restore(gateway.last(), Target.empty()))
        .isInstanceOf(BackupException.class)
        .hasMessageContaining("layout 2, this release knows layout 1");

    Files.writeString(manifest, text);
    Files.writeString(gateway.folder.resolve("mucura-backup"), "mucura-backup 2\n");
    assertThatThrownBy(() -> BackupBench.restore(gateway.last(), Target.empty()))
        .hasMessageContaining("later release");
  }

  @Test
  public void aRestoreThatDiedIsNotServedAndGoneOnWith() throws Exception {
    int changes = changesOfARestore();
    assertThat(changes).isGreaterThan(20);
    for (int calls = 0; calls < changes; calls++) {
      Target target = Target.empty();
      Target dying = new Target(new Dying(target.store(), calls), target.content());
      assertThatThrownBy(() -> BackupBench.restore(gateway.last(), dying))
          .isInstanceOf(BackupException.class);
      if (!target.store().scan(Bytes.EMPTY, Bytes.EMPTY, 1).isEmpty()) {
        assertNobodyUses(target.store());
        assertThatThrownBy(() -> BackupBench.restore(gateway.run(1), target))
            .hasMessageContaining("restore of run 2")
            .hasMessageContaining("give that one again");
      }
      BackupBench.restore(gateway.last(), target);
      assertObjects(target);
    }
  }

  private int changesOfARestore() throws IOException {
    Target target = Target.empty();
    Dying counting = new Dying(target.store(), Integer.MAX_VALUE);
    BackupBench.restore(gateway.last(), new Target(counting, target.content()));
    return Integer.MAX_VALUE - counting.left.get();
  }

  private void assertObjects(Target target) throws InterruptedException {
    try (Bench other = gateway.open(target)) {
      assertThat(BackupBench.objects(other)).isEqualTo(objects);
      BackupBench.assertClean(other);
    }
  }

  @Test
  public void storesThatAreNotEmptyAreLeftAlone() throws Exception {
    Target used = Target.empty();
    try (Bench other = gateway.open(used)) {
      List<Entry> before = used.store().scan(Bytes.EMPTY, Bytes.EMPTY, 100);
      assertThatThrownBy(() -> BackupBench.restore(gateway.last(), used))
          .isInstanceOf(BackupException.class)
          .hasMessageContaining("metadata store default is not empty");
      assertThat(used.store().scan(Bytes.EMPTY, Bytes.EMPTY, 100)).isEqualTo(before);
      assertThat(other.keys()).isEmpty();
    }
    MemoryBlobStore filled = new MemoryBlobStore(1000);
    long unused =
        filled.write(
            new BlobIds(gateway.clock).mint(),
            OptionalLong.empty(),
            new ByteArrayInputStream("x".getBytes(StandardCharsets.UTF_8)));
    Target target = new Target(new MemoryMetadataStore(), filled);
    assertThatThrownBy(() -> BackupBench.restore(gateway.last(), target))
        .hasMessageContaining("content store default is not empty");
    assertThat(target.store().scan(Bytes.EMPTY, Bytes.EMPTY, 1)).isEmpty();
  }

  @Test
  public void theKeysComeWithThePassPhrase() throws Exception {
    RestoreOrder wrong =
        new RestoreOrder(gateway.folder, OptionalInt.empty(), Optional.of("another pass phrase"));
    assertThatThrownBy(() -> BackupBench.restore(wrong, Target.empty()))
        .hasMessageContaining("keys.p12")
        .hasMessageContaining("with this pass phrase");
    RestoreOrder none = new RestoreOrder(gateway.folder, OptionalInt.empty(), Optional.empty());
    Target target = Target.empty();
    assertThatThrownBy(() -> BackupBench.restore(none, target))
        .isInstanceOf(BackupException.class)
        .hasMessageContaining("master key");
    assertNobodyUses(target.store());
    BackupBench.restore(gateway.last(), target);
    assertObjects(target);
  }

  @Test
  public void aMissingContentStoreIsNamed() {
    Target target = Target.empty();
    RestoreTarget without =
        new RestoreTarget() {
          @Override
          public String metadataName() {
            return target.metadataName();
          }

          @Override
          public Optional<MetadataStore> metadata() {
            return target.metadata();
          }

          @Override
          public Optional<BlobStore> blobs(String name) {
            return Optional.empty();
          }
        };
    Restore restore = new Restore(without, new RingImport(new MemoryKeyRing()));
    assertThatThrownBy(() -> restore.run(gateway.last(), said -> {}))
        .isInstanceOf(BackupException.class)
        .hasMessageContaining("content store default, which is not there");
    assertThat(target.store().scan(Bytes.EMPTY, Bytes.EMPTY, 1)).isEmpty();
  }

  /** A store whose gateway dies after so many changes. */
  private static final class Dying implements MetadataStore {

    private final MetadataStore store;
    private final AtomicInteger left;

    Dying(MetadataStore store, int changes) {
      this.store = store;
      this.left = new AtomicInteger(changes);
    }

    @Override
    public MetadataCapabilities capabilities() {
      return store.capabilities();
    }

    @Override
    public List<Optional<Entry>> get(List<Bytes> keys) {
      return store.get(keys);
    }

    @Override
    public CasOutcome put(Bytes key, Bytes value, Revision expected) {
      live();
      return store.put(key, value, expected);
    }

    @Override
    public CasOutcome delete(Bytes key, Revision expected) {
      live();
      return store.delete(key, expected);
    }

    @Override
    public List<Entry> scan(Bytes after, Bytes before, int limit) {
      return store.scan(after, before, limit);
    }

    private void live() {
      if (left.getAndDecrement() <= 0) {
        throw new MetadataStoreException("the gateway is gone");
      }
    }
  }
}

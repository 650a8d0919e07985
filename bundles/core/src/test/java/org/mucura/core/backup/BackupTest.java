package org.mucura.core.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.mucura.blobs.memory.MemoryBlobStore;
import org.mucura.core.bench.Bench;
import org.mucura.core.key.RingImport;
import org.mucura.core.object.WriteCondition;
import org.mucura.core.testing.StoredBlobs;
import org.mucura.core.testing.TestKeys;
import org.mucura.core.testing.UncertainMetadataStore;
import org.mucura.core.upload.PartInfo;
import org.mucura.core.upload.UploadTarget;
import org.mucura.metadata.memory.MemoryMetadataStore;
import org.mucura.spi.blob.BlobId;

public class BackupTest {

  private static final String LARGE = "x".repeat(150_000);

  @Rule public final TemporaryFolder temporary = new TemporaryFolder();

  private BackupBench gateway;
  private Bench bench;

  @Before
  public void begin() {
    gateway = new BackupBench(temporary.getRoot().toPath().resolve("backup"));
    bench = gateway.bench;
  }

  @After
  public void close() {
    gateway.close();
  }

  @Test
  public void whatIsRestoredIsWhatThereWas() throws Exception {
    bench.put("empty", "");
    bench.put("small", "some words");
    bench.put("large", LARGE);
    bench.put("overwritten", "before");
    bench.put("overwritten", "after");
    bench.put("deleted", "gone");
    bench.delete("deleted");
    UploadTarget done = bench.begin("done");
    List<PartInfo> parts = List.of(bench.putPart(done, 1, LARGE), bench.putPart(done, 2, "end"));
    bench.complete(done, parts, WriteCondition.NONE);
    UploadTarget open = bench.begin("open");
    PartInfo part = bench.putPart(open, 1, "a part");
    bench.usage();

    BackupResult made = gateway.backup();
    Target target = Target.empty();
    RestoreResult restored = BackupBench.restore(gateway.last(), target);

    assertThat(made.full()).isTrue();
    assertThat(made.lost()).isZero();
    assertThat(restored.missing()).isZero();
    assertThat(restored.entries()).isEqualTo(made.entries());
    try (Bench other = gateway.open(target)) {
      assertThat(BackupBench.objects(other)).isEqualTo(BackupBench.objects(bench));
      assertThat(other.usage()).isEqualTo(bench.usage());
      BackupBench.assertClean(other);
      other.complete(
          new UploadTarget(other.bucket(), "open", open.uploadId()),
          List.of(part),
          WriteCondition.NONE);
      assertThat(other.get("open")).isEqualTo("a part");
      other.tidy();
      assertThat(StoredBlobs.of((MemoryBlobStore) target.content())).hasSize(other.partCount());
    }
    assertThat(StoredBlobs.of(gateway.blobs)).as("what is freed is not restored").isNotEmpty();
  }

  @Test
  public void aManyPagedObjectIsRestored() throws Exception {
    UploadTarget upload = bench.begin("paged");
    List<PartInfo> parts = new ArrayList<>();
    for (int number = 1; number <= 900; number++) {
      parts.add(bench.putPart(upload, number, "part " + number));
    }
    bench.complete(upload, parts, WriteCondition.NONE);
    String whole = bench.get("paged");
    gateway.backup();

    Target target = Target.empty();
    BackupBench.restore(gateway.last(), target);

    try (Bench other = gateway.open(target)) {
      assertThat(other.get("paged")).isEqualTo(whole);
      BackupBench.assertClean(other);
    }
  }

  /**
   * Each object is as one who waited for an answer knows it, or as one who was about to get one.
   */
  @Test
  public void objectsAreOfOneMomentWhileOthersWriteAndContentsAreReclaimed() throws Exception {
    Map<String, Integer> acknowledged = new ConcurrentHashMap<>();
    AtomicBoolean ended = new AtomicBoolean();
    int writers = 4;
    ExecutorService threads = Executors.newFixedThreadPool(writers + 1);
    List<Future<?>> running = new ArrayList<>();
    for (int writer = 0; writer < writers; writer++) {
      int number = writer;
      running.add(threads.submit(() -> write(number, acknowledged, ended)));
    }
    running.add(threads.submit(() -> reclaimAllTheTime(ended)));
    try {
      for (int round = 0; round < 6; round++) {
        Thread.sleep(100);
        Map<String, Integer> before = new TreeMap<>(acknowledged);
        BackupResult made = gateway.backup();
        Map<String, Integer> after = new TreeMap<>(acknowledged);
        assertThat(made.lost()).isZero();
        assertMoment(before, after);
      }
    } finally {
      ended.set(true);
      threads.shutdown();
    }
    for (Future<?> one : running) {
      one.get();
    }
  }

  private void write(int writer, Map<String, Integer> acknowledged, AtomicBoolean ended) {
    for (int turn = 1; !ended.get(); turn++) {
      String key = "w" + writer + "-" + turn % 7;
      if (turn % 5 == 0) {
        acknowledged.put(key, -turn);
        bench.delete(key);
      }
      bench.put(key, String.valueOf(turn));
      acknowledged.put(key, turn);
    }
  }

  private void reclaimAllTheTime(AtomicBoolean ended) {
    while (!ended.get()) {
      gateway.clock.advance(Duration.ofSeconds(20));
      bench.reclaimHere();
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }

  private void assertMoment(Map<String, Integer> before, Map<String, Integer> after)
      throws Exception {
    Target target = Target.empty();
    assertThat(BackupBench.restore(gateway.last(), target).missing()).isZero();
    try (Bench other = gateway.open(target)) {
      Map<String, String> objects = BackupBench.objects(other);
      BackupBench.assertClean(other);
      after.forEach(
          (key, last) -> {
            int least = Math.abs(before.getOrDefault(key, 0));
            // the next turn of a key is seven later, and may be under way
            int most = Math.abs(last) + 7;
            if (objects.containsKey(key)) {
              assertThat(Integer.parseInt(objects.get(key))).as(key).isBetween(least - 7, most);
            }
            if (before.getOrDefault(key, -1) > 0 && last.equals(before.get(key))) {
              assertThat(objects).as("unchanged").containsKey(key);
            }
          });
    }
  }

  @Test
  public void anIncrementHasWhatChangedAndEachRunIsRestored() throws Exception {
    for (int i = 0; i < 200; i++) {
      bench.put("kept-" + i, "kept " + i);
    }
    bench.put("changed", "first");
    bench.put("removed", "once there");
    BackupResult first = gateway.backup();
    Map<String, String> one = BackupBench.objects(bench);
    bench.put("changed", "second");
    bench.delete("removed");
    BackupResult second = gateway.backup();
    Map<String, String> two = BackupBench.objects(bench);
    bench.tidyAtOnce();
    bench.put("new", "third");
    bench.put("removed", "back again");
    BackupResult third = gateway.backup();
    Map<String, String> three = BackupBench.objects(bench);

    assertThat(List.of(first.run(), second.run(), third.run())).containsExactly(1, 2, 3);
    assertThat(List.of(first.full(), second.full(), third.full()))
        .containsExactly(true, false, false);
    assertThat(first.blobs()).isEqualTo(202);
    assertThat(second.blobs()).isEqualTo(1);
    assertThat(second.changed()).isLessThan(12);
    assertThat(third.blobs()).isEqualTo(2);
    List<Map<String, String>> states = List.of(one, two, three);
    for (int run = 1; run <= 3; run++) {
      Target target = Target.empty();
      BackupBench.restore(gateway.run(run), target);
      try (Bench other = gateway.open(target)) {
        assertThat(BackupBench.objects(other)).as("run %d", run).isEqualTo(states.get(run - 1));
      }
    }
  }

  @Test
  public void aFullRunNeedsNoRunBeforeIt() throws Exception {
    bench.put("one", "1");
    gateway.backup();
    bench.put("two", "2");
    BackupOrder full =
        new BackupOrder(gateway.folder, true, true, Optional.of(BackupBench.PASS_PHRASE));
    assertThat(gateway.backup(full).full()).isTrue();
    bench.put("three", "3");
    gateway.backup();
    remove(gateway.folder.resolve("run-000001"));

    Target target = Target.empty();
    BackupBench.restore(gateway.last(), target);

    try (Bench other = gateway.open(target)) {
      assertThat(other.keys()).containsExactly("one", "three", "two");
    }
    assertThatThrownBy(() -> BackupBench.restore(gateway.run(1), Target.empty()))
        .hasMessageContaining("has no run 1");
  }

  @Test
  public void aRunThatDidNotEndDoesNotCount() throws Exception {
    bench.put("one", "1");
    gateway.backup();
    bench.put("two", LARGE);
    assertThatThrownBy(
            () ->
                new Backup(bench.ground().stores(), DyingKeys.of(bench), gateway.clock)
                    .run(gateway.order(), said -> {}))
        .isInstanceOf(DyingKeys.Death.class);
    assertThat(names(gateway.folder)).contains("run-000002.unfinished");

    Target target = Target.empty();
    assertThat(BackupBench.restore(gateway.last(), target).run()).isEqualTo(1);
    assertThat(gateway.backup().run()).isEqualTo(2);

    assertThat(names(gateway.folder)).doesNotContain("run-000002.unfinished");
    Target second = Target.empty();
    BackupBench.restore(gateway.last(), second);
    try (Bench other = gateway.open(second)) {
      assertThat(other.get("two")).isEqualTo(LARGE);
    }
  }

  @Test
  public void onlyTheOwnerMayReadIt() throws Exception {
    bench.put("one", "1");
    gateway.backup();
    try (Stream<Path> all = Files.walk(gateway.folder)) {
      all.forEach(
          file -> {
            try {
              assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                  .as("%s", file)
                  .endsWith("------");
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    }
  }

  @Test
  public void aBackupHasNoPlaintext() throws Exception {
    bench.put("secret", "the answer is forty-two");
    gateway.backup();
    try (Stream<Path> all = Files.walk(gateway.folder)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
        assertThat(bytes).as("%s", file).doesNotContain("forty-two");
      }
    }
  }

  @Test
  public void contentsThatAreLostAreCountedAndTheRestIsThere() throws Exception {
    bench.put("kept", "is there");
    List<BlobId> before = StoredBlobs.of(gateway.blobs);
    bench.put("lost", "is not");
    List<BlobId> lost = new ArrayList<>(StoredBlobs.of(gateway.blobs));
    lost.removeAll(before);
    gateway.blobs.delete(lost);

    assertThat(gateway.backup().lost()).isEqualTo(1);

    Target target = Target.empty();
    assertThat(BackupBench.restore(gateway.last(), target).missing()).isEqualTo(1);
    try (Bench other = gateway.open(target)) {
      assertThat(other.get("kept")).isEqualTo("is there");
    }
  }

  @Test
  public void contentsMayBeBackedUpOtherwise() throws Exception {
    bench.put("one", "1");
    BackupOrder order = new BackupOrder(gateway.folder, false, false, Optional.empty());
    assertThat(gateway.backup(order).blobs()).isZero();
    assertThatThrownBy(() -> gateway.backup()).hasMessageContaining("runs without contents");

    Target target = new Target(new MemoryMetadataStore(), gateway.blobs);
    RestoreOrder restore = new RestoreOrder(gateway.folder, OptionalInt.empty(), Optional.empty());
    assertThatThrownBy(() -> BackupBench.restore(gateway.last(), target))
        .hasMessageContaining("has no master keys");
    assertThatThrownBy(() -> BackupBench.restore(restore, target))
        .isInstanceOf(BackupException.class)
        .hasMessageContaining("master key");
    assertThat(
            new Restore(target, new RingImport(TestKeys.ring())).run(restore, said -> {}).entries())
        .isPositive();
    try (Bench other = gateway.open(target)) {
      assertThat(other.get("one")).isEqualTo("1");
    }
  }

  @Test
  public void aFolderOfSomethingElseIsLeftAlone() throws Exception {
    Files.createDirectories(gateway.folder);
    Files.writeString(gateway.folder.resolve("letter"), "dear");
    assertThatThrownBy(() -> gateway.backup()).hasMessageContaining("is not empty");
    assertThat(names(gateway.folder)).containsExactly("letter");
    assertThatThrownBy(() -> BackupBench.restore(gateway.last(), Target.empty()))
        .hasMessageContaining("has no backup");
  }

  @Test
  public void anotherInstallationsBackupIsLeftAlone() throws Exception {
    gateway.backup();
    try (BackupBench other = new BackupBench(gateway.folder)) {
      assertThatThrownBy(other::backup).hasMessageContaining("of another installation");
    }
    assertThat(gateway.backup().run()).isEqualTo(2);
  }

  @Test
  public void aStoreThatCannotShowOneMomentIsNotCopied() throws Exception {
    try (Bench other =
        new Bench(new UncertainMetadataStore(gateway.metadata), gateway.blobs, gateway.clock)) {
      assertThatThrownBy(() -> other.newBackup().run(gateway.order(), said -> {}))
          .isInstanceOf(BackupException.class)
          .hasMessageContaining("as it is at one moment");
    }
  }

  @Test
  public void aPassPhraseIsLong() {
    assertThatThrownBy(() -> new BackupOrder(gateway.folder, false, true, Optional.of("too short")))
        .hasMessageContaining("at least 12");
    assertThatThrownBy(() -> new BackupOrder(Path.of("here"), false, true, Optional.empty()))
        .hasMessageContaining("whole path");
    assertThat(gateway.order().toString()).doesNotContain(BackupBench.PASS_PHRASE);
  }

  static List<String> names(Path folder) throws IOException {
    try (Stream<Path> found = Files.list(folder)) {
      return found.map(file -> String.valueOf(file.getFileName())).sorted().toList();
    }
  }

  private static void remove(Path folder) throws IOException {
    for (String name : names(folder)) {
      Files.delete(folder.resolve(name));
    }
    Files.delete(folder);
  }
}

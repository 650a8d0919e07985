package org.mucura.core.fsck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.After;
import org.junit.Test;
import org.mucura.blobs.memory.MemoryBlobStore;
import org.mucura.core.bench.Bench;
import org.mucura.core.blob.BlobIds;
import org.mucura.core.format.RecordStore;
import org.mucura.core.format.RecordType;
import org.mucura.core.fsck.Finding.Kind;
import org.mucura.core.object.WriteCondition;
import org.mucura.core.store.StoreRegistry;
import org.mucura.core.testing.ManualClock;
import org.mucura.core.testing.StoredBlobs;
import org.mucura.core.upload.PartInfo;
import org.mucura.core.upload.UploadTarget;
import org.mucura.core.usage.Scope;
import org.mucura.core.usage.UsageCounters;
import org.mucura.core.usage.UsageTotal;
import org.mucura.metadata.memory.MemoryMetadataStore;
import org.mucura.spi.Bytes;
import org.mucura.spi.blob.BlobId;
import org.mucura.spi.blob.BlobRange;
import org.mucura.spi.metadata.Entry;
import org.mucura.spi.metadata.Revision;

public class FsckTest {

  private static final String LARGE = "x".repeat(150_000);
  private static final UsageTotal DRIFT = new UsageTotal(5, 1);

  private final ManualClock clock = new ManualClock();
  private final MemoryMetadataStore metadata = new MemoryMetadataStore();
  private final MemoryBlobStore blobs = new MemoryBlobStore(1 << 26);
  private final Bench bench = new Bench(metadata, blobs, clock);

  @After
  public void close() {
    bench.close();
  }

  private FsckReport run(boolean repair) throws InterruptedException {
    return bench.newFsck().run(repair);
  }

  private BlobId put(String key, String text) {
    Set<BlobId> before = new TreeSet<>(StoredBlobs.of(blobs));
    bench.put(key, text);
    Set<BlobId> after = new TreeSet<>(StoredBlobs.of(blobs));
    after.removeAll(before);
    return after.iterator().next();
  }

  private void replace(BlobId id, byte[] bytes) throws IOException {
    blobs.delete(List.of(id));
    long unused = blobs.write(id, OptionalLong.of(bytes.length), new ByteArrayInputStream(bytes));
  }

  private byte[] bytes(BlobId id) throws IOException {
    try (InputStream in = blobs.read(id, new BlobRange(0, Long.MAX_VALUE / 2))) {
      return in.readAllBytes();
    }
  }

  private BlobId orphan() throws IOException {
    BlobId id = new BlobIds(clock).mint();
    replace(id, new byte[] {1, 2, 3});
    return id;
  }

  @Test
  public void whatIsWellHasNoFinding() throws Exception {
    bench.put("empty", "");
    bench.put("large", LARGE);
    bench.put("overwritten", "1");
    bench.put("overwritten", "2");
    bench.delete("empty");
    UploadTarget done = bench.begin("done");
    List<PartInfo> parts = List.of(bench.putPart(done, 1, LARGE), bench.putPart(done, 2, "end"));
    bench.complete(done, parts, WriteCondition.NONE);
    bench.putPart(bench.begin("open"), 1, "a part");

    FsckReport report = run(false);

    assertThat(report.findings()).isEmpty();
    assertThat(report.left()).isZero();
    assertThat(report.records()).containsEntry('O', 4L).containsEntry('U', 2L);
    assertThat(report.contents()).isGreaterThanOrEqualTo(5);
    assertThat(run(true).findings()).isEmpty();
  }

  @Test
  public void contentsThatAreMissingOrOfAnotherSizeAreNamedAndLeftAlone() throws Exception {
    bench.put("whole", LARGE);
    BlobId gone = put("gone", LARGE);
    BlobId cut = put("cut", LARGE);
    blobs.delete(List.of(gone));
    replace(cut, Arrays.copyOf(bytes(cut), 1000));

    for (boolean repair : new boolean[] {false, true}) {
      FsckReport report = run(repair);
      assertThat(report.findings())
          .extracting(Finding::kind, Finding::place, found -> found.object().orElseThrow())
          .containsExactlyInAnyOrder(
              tuple(Kind.MISSING_CONTENT, gone.digits(), "bench/gone"),
              tuple(Kind.SIZE_OF_CONTENT, cut.digits(), "bench/cut"));
      assertThat(report.left()).isEqualTo(2);
    }
    assertThat(bench.keys()).containsExactly("cut", "gone", "whole");
    assertThat(bench.get("whole")).isEqualTo(LARGE);
  }

  @Test
  public void orphansThatTheSweepHasMissedAreNamedAndRemoved() throws Exception {
    BlobId named = put("named", "content");
    BlobId old = orphan();
    clock.advance(Duration.ofDays(7).plusHours(1));
    assertThat(run(false).findings()).as("the sweep is still to come").isEmpty();
    clock.advance(Duration.ofDays(1));
    BlobId young = orphan();

    FsckReport report = run(false);
    assertThat(report.findings())
        .extracting(Finding::kind, Finding::place)
        .containsExactly(tuple(Kind.ORPHAN_CONTENT, old.digits()));
    assertThat(report.left()).isEqualTo(1);
    assertThat(StoredBlobs.of(blobs)).contains(old);

    FsckReport repaired = run(true);
    assertThat(repaired.findings()).extracting(Finding::mended).containsExactly(true);
    assertThat(repaired.left()).isZero();
    assertThat(StoredBlobs.of(blobs)).contains(named, young).doesNotContain(old);
    assertThat(bench.get("named")).isEqualTo("content");
  }

  /** A gateway that died between a change and what the change left. */
  @Test
  public void whatAChangeLeftUndoneIsNamedAndDone() throws Exception {
    try (Bench dying = new Bench(metadata, blobs, clock, redo -> {})) {
      dying.put("key", "first");
      dying.put("key", "second");
    }
    bench.put("other", "content");
    assertThat(run(false).findings()).filteredOn(f -> f.kind() != Kind.USAGE).isEmpty();
    clock.advance(Duration.ofDays(3));

    FsckReport report = run(false);
    assertThat(report.found()).containsEntry(Kind.REDO, 1L);
    assertThat(report.findings()).extracting(f -> f.object().orElse("")).contains("key");
    assertThat(bench.hasPending()).isTrue();

    assertThat(run(true).mended()).containsEntry(Kind.REDO, 1L);
    bench.tidyAtOnce();
    assertThat(run(false).findings()).isEmpty();
    assertThat(bench.hasPending()).isFalse();
    assertThat(StoredBlobs.of(blobs)).hasSize(2);
    assertThat(bench.get("key")).isEqualTo("second");
  }

  @Test
  public void usageThatDriftedIsNamedAndCorrected() throws Exception {
    bench.put("one", "12345");
    UsageTotal right = bench.usage();
    UsageCounters counters = new UsageCounters(new RecordStore(metadata));
    counters.correct(Scope.bucket(bench.bucket().id()), DRIFT);
    counters.correct(Scope.account(Bench.ACCOUNT), DRIFT);

    FsckReport report = run(false);
    assertThat(report.findings())
        .extracting(Finding::kind, Finding::place)
        .containsExactlyInAnyOrder(
            tuple(Kind.USAGE, "bucket bench"), tuple(Kind.USAGE, "account " + Bench.ACCOUNT));
    assertThat(run(true).left()).isZero();
    assertThat(run(false).findings()).isEmpty();
    assertThat(bench.usage()).isEqualTo(right);
  }

  @Test
  public void recordsThatAreNotToBeUnderstoodAreNamed() throws Exception {
    bench.put("whole", "content");
    Bytes account = Bytes.utf8("Aaccount");
    assertThat(metadata.put(account, Bytes.utf8("nonsense"), Revision.ABSENT)).isNotNull();
    bench.put("spoilt", "content");
    Entry spoilt = last(RecordType.OBJECT);
    assertThat(metadata.put(spoilt.key(), Bytes.utf8("\u0001spoilt"), spoilt.revision()))
        .isNotNull();
    clock.advance(Duration.ofDays(9));

    FsckReport report = run(true);

    assertThat(report.found()).containsEntry(Kind.RECORD, 2L);
    assertThat(report.findings())
        .filteredOn(found -> found.kind() == Kind.RECORD)
        .extracting(Finding::place)
        .containsExactlyInAnyOrder(account.toString(), spoilt.key().toString());
    assertThat(report.found()).as("nobody knows what it names").containsKey(Kind.ORPHANS_UNKNOWN);
    assertThat(StoredBlobs.of(blobs)).hasSize(2);
    assertThat(bench.get("whole")).isEqualTo("content");
  }

  private Entry last(RecordType type) {
    List<Entry> all = metadata.scan(type.all().after(), type.all().before(), 100);
    return all.stream()
        .filter(entry -> entry.key().toString().contains(Bytes.utf8("spoilt").toString()))
        .findFirst()
        .orElseThrow();
  }

  @Test
  public void whatOthersDoMeanwhileIsNoFinding() throws Exception {
    AtomicBoolean ended = new AtomicBoolean();
    ExecutorService threads = Executors.newFixedThreadPool(4);
    List<Future<?>> running = new ArrayList<>();
    for (int writer = 0; writer < 3; writer++) {
      int number = writer;
      running.add(threads.submit(() -> write(number, ended)));
    }
    running.add(
        threads.submit(
            () -> {
              while (!ended.get()) {
                clock.advance(Duration.ofSeconds(10));
                bench.reclaimHere();
              }
            }));
    try {
      for (int round = 0; round < 20; round++) {
        FsckReport report = run(round % 2 == 0);
        assertThat(report.findings()).filteredOn(f -> f.kind() != Kind.USAGE).isEmpty();
      }
    } finally {
      ended.set(true);
      threads.shutdown();
    }
    for (Future<?> one : running) {
      one.get();
    }
    assertThat(run(true).left()).isZero();
    assertThat(run(false).findings()).isEmpty();
  }

  private void write(int writer, AtomicBoolean ended) {
    for (int turn = 0; !ended.get(); turn++) {
      String key = "w" + writer + "-" + turn % 5;
      bench.put(key, "turn " + turn);
      if (turn % 4 == 0) {
        bench.delete(key);
      }
    }
  }

  @Test
  public void aStoreThatIsNotThereIsNamedOnce() throws Exception {
    bench.put("one", "1");
    bench.put("two", "2");
    ((StoreRegistry) bench.ground().stores()).removeBlobs(blobs);

    FsckReport report = run(true);

    assertThat(report.findings())
        .extracting(Finding::kind, Finding::store)
        .containsExactly(tuple(Kind.CONTENT_STORE, "default"));
    assertThat(bench.keys()).containsExactly("one", "two");
  }
}

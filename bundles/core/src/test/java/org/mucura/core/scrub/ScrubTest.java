package org.mucura.core.scrub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.After;
import org.junit.Test;
import org.mucura.core.bench.Bench;
import org.mucura.core.blob.PartPages;
import org.mucura.core.format.KeyRange;
import org.mucura.core.format.RecordType;
import org.mucura.core.lease.Rank;
import org.mucura.core.object.WriteCondition;
import org.mucura.core.scrub.Finding.Kind;
import org.mucura.core.store.StoreRegistry;
import org.mucura.core.testing.ManualClock;
import org.mucura.core.testing.StoredBlobs;
import org.mucura.core.testing.TestSettings;
import org.mucura.core.upload.PartInfo;
import org.mucura.core.upload.UploadTarget;
import org.mucura.spi.Bytes;
import org.mucura.spi.blob.BlobId;
import org.mucura.spi.blob.BlobRange;
import org.mucura.spi.blob.BlobStore;
import org.mucura.spi.blob.ScrubbableBlobStore;
import org.mucura.spi.metadata.CasOutcome;
import org.mucura.spi.metadata.Entry;

public class ScrubTest {

  private static final String LARGE = "x".repeat(150_000);

  private final ManualClock clock =
      new ManualClock(Instant.parse("2026-11-22T12:00:00.123456789Z"));
  private final BrittleMetadata metadata = new BrittleMetadata();
  private final WatchedBlobs blobs = new WatchedBlobs();
  private final Bench bench = new Bench(metadata, blobs, clock);
  private final Scrub scrub = bench.newScrub();

  @After
  public void close() {
    scrub.close();
    bench.close();
  }

  @Test
  public void whatIsDamagedIsFoundAndNothingElse() throws IOException {
    bench.put("empty", "");
    BlobId small = newBlob(() -> bench.put("small", "some words"));
    BlobId large = newBlob(() -> bench.put("large", LARGE));
    BlobId gone = newBlob(() -> bench.put("gone", LARGE));
    BlobId cut = newBlob(() -> bench.put("cut", LARGE));
    BlobId longer = newBlob(() -> bench.put("longer", LARGE));
    UploadTarget done = bench.begin("done");
    PartInfo one = bench.putPart(done, 1, LARGE);
    PartInfo[] two = new PartInfo[1];
    BlobId second = newBlob(() -> two[0] = bench.putPart(done, 2, LARGE));
    bench.complete(done, List.of(one, two[0]), WriteCondition.NONE);
    bench.runUploadsJob();
    UploadTarget open = bench.begin("open");
    BlobId third = newBlob(() -> bench.putPart(open, 3, LARGE));
    bench.put("whole", LARGE);

    flip(small, 5);
    flip(large, 140_000);
    blobs.delete(List.of(gone));
    replace(cut, Arrays.copyOf(bytes(cut), 100_000));
    replace(longer, Arrays.copyOf(bytes(longer), bytes(longer).length + 1));
    flip(second, 0);
    flip(third, 149_999);
    run(scrub);

    assertThat(scrub.findings(100))
        .extracting(Finding::what, found -> String.valueOf(found.object().orElseThrow()))
        .containsExactlyInAnyOrder(
            tuple(Kind.DAMAGED, "bench/small"),
            tuple(Kind.DAMAGED, "bench/large"),
            tuple(Kind.MISSING, "bench/gone"),
            tuple(Kind.WRONG_SIZE, "bench/cut"),
            tuple(Kind.WRONG_SIZE, "bench/longer"),
            tuple(Kind.DAMAGED, "bench/done, part 2"),
            tuple(Kind.DAMAGED, "bench/open, part 3, upload " + open.uploadId()));
    assertThat(scrub.status().last().orElseThrow().count().blobs()).isEqualTo(10);
    assertThat(blobs.changed).as("what the scrub wrote or removed").isZero();
  }

  @Test
  public void whatIsWellAgainOrGoneIsNoFindingAnyMore() throws IOException {
    BlobId mended = newBlob(() -> bench.put("mended", LARGE));
    BlobId removed = newBlob(() -> bench.put("removed", LARGE));
    BlobId kept = newBlob(() -> bench.put("kept", LARGE));
    List.of(mended, removed, kept).forEach(id -> flip(id, 7));
    run(scrub);
    assertThat(scrub.findings(100)).hasSize(3);
    Finding first = finding("bench/kept");

    flip(mended, 7);
    bench.delete("removed");
    runAnother(bench.newScrub());

    assertThat(scrub.findings(100)).extracting(Finding::place).containsExactly(kept.digits());
    assertThat(finding("bench/kept").seen()).isEqualTo(first.seen());
    assertThat(finding("bench/kept").pass())
        .isEqualTo(clock.instant().truncatedTo(ChronoUnit.MILLIS));
  }

  @Test
  public void whatIsOverwrittenOrDeletedMeanwhileIsNoFinding() {
    BlobId overwritten = newBlob(() -> bench.put("overwritten", LARGE));
    BlobId deleted = newBlob(() -> bench.put("deleted", LARGE));
    blobs.beforeRead(
        overwritten,
        () -> {
          bench.put("overwritten", "shorter");
          bench.tidyAtOnce();
        });
    blobs.beforeRead(
        deleted,
        () -> {
          bench.delete("deleted");
          bench.tidyAtOnce();
        });
    run(scrub);

    assertThat(blobs.hooks).as("blobs that were never read").isEmpty();
    assertThat(scrub.findings(100)).isEmpty();
  }

  @Test
  public void aReadThatFailsOnceIsNoFinding() {
    BlobId shaky = newBlob(() -> bench.put("shaky", LARGE));
    blobs.failOnce.add(shaky);
    run(scrub);

    assertThat(blobs.failOnce).isEmpty();
    assertThat(scrub.findings(100)).isEmpty();
  }

  @Test
  public void aPassGoesOnWhereItWas() {
    for (int i = 0; i < 20; i++) {
      bench.put("key" + i, LARGE);
    }
    UploadTarget upload = bench.begin("upload");
    List<PartInfo> parts = new ArrayList<>();
    for (int number = 1; number <= 20; number++) {
      parts.add(bench.putPart(upload, number, LARGE));
    }
    bench.complete(upload, parts, WriteCondition.NONE);
    bench.runUploadsJob();
    // so that its progress is saved after each blob
    blobs.onRead = () -> clock.advance(Duration.ofSeconds(10));
    Scrub gateway = scrub;
    int steps = 0;
    while (gateway.step()) {
      steps++;
      if (steps % 3 == 0) {
        gateway.close();
        gateway = bench.newScrub();
      }
    }

    assertThat(steps).isGreaterThan(40);
    assertThat(blobs.read).hasSize(40);
    assertThat(blobs.reads).isLessThanOrEqualTo(60);
    assertThat(scrub.status().last().orElseThrow().count().blobs()).isEqualTo(40);
  }

  @Test
  public void aStoreThatIsNotThereIsLeftOutAndItsFindingsStay() throws IOException {
    BlobId spoilt = newBlob(() -> bench.put("spoilt", LARGE));
    bench.put("whole", LARGE);
    flip(spoilt, 7);
    run(scrub);
    StoreRegistry without = new StoreRegistry(TestSettings.uncached());
    without.addMetadata("default", metadata, new Rank(0, 0));
    runAnother(bench.newScrub(without));

    assertThat(scrub.status().last().orElseThrow().count().skipped()).containsExactly("default");
    assertThat(scrub.findings(100)).extracting(Finding::place).containsExactly(spoilt.digits());
  }

  @Test
  public void aStoreTellsWhatItFoundInItself() {
    BlobId unnamed = new BlobId("7".repeat(32));
    BlobId named = newBlob(() -> bench.put("named", LARGE));
    flip(named, 7);
    blobs.damage.add(new ScrubbableBlobStore.Damage("file", Optional.of(named), "known"));
    blobs.damage.add(new ScrubbableBlobStore.Damage("file 1", Optional.empty(), "header"));
    blobs.damage.add(new ScrubbableBlobStore.Damage("file 2", Optional.of(unnamed), "content"));
    run(scrub);

    assertThat(scrub.findings(100))
        .extracting(Finding::place, Finding::reason)
        .containsExactlyInAnyOrder(
            tuple(named.digits(), "is not the bytes that were written"),
            tuple("file 1", "header"),
            tuple(unnamed.digits(), "file 2: content"));

    blobs.damage.remove(1);
    runAnother(bench.newScrub());
    assertThat(scrub.findings(100)).hasSize(2);
  }

  /** A store that is being stopped waits for nobody's scrub. */
  @Test
  public void aStoreThatLeavesIsLetGo() throws Exception {
    StoreRegistry stores = (StoreRegistry) bench.ground().stores();
    blobs.endless = true;
    scrub.request();
    Thread job = new Thread(() -> run(scrub));
    job.start();
    assertThat(blobs.scrubbing.await(20, TimeUnit.SECONDS)).isTrue();
    long begun = System.nanoTime();
    stores.removeBlobs(blobs);

    // the drain time is a minute
    assertThat(System.nanoTime() - begun).isLessThan(TimeUnit.SECONDS.toNanos(30));
    job.join();
    assertThat(scrub.status().last().orElseThrow().count().skipped()).containsExactly("default");
  }

  @Test
  public void recordsThatCannotBeReadArePassedOver() {
    for (int i = 10; i < 60; i++) {
      bench.put("key" + i, "x");
    }
    BlobId behind = newBlob(() -> bench.put("key40", "y"));
    bench.tidyAtOnce();
    flip(behind, 0);
    metadata.from = bench.ground().records().scan(RecordType.OBJECT.all(), 100).get(12).key();
    metadata.to = bench.ground().records().scan(RecordType.OBJECT.all(), 100).get(17).key();
    run(scrub);

    assertThat(scrub.findings(100))
        .extracting(Finding::what, Finding::reason)
        .containsExactlyInAnyOrder(
            tuple(Kind.RECORD, "block 17 is spoilt"),
            tuple(Kind.DAMAGED, "is not the bytes that were written"));
    assertThat(scrub.status().last().orElseThrow().count().blobs()).isBetween(40L, 45L);

    metadata.from = Bytes.EMPTY;
    runAnother(bench.newScrub());
    assertThat(scrub.findings(100)).extracting(Finding::what).containsExactly(Kind.DAMAGED);
    assertThat(scrub.status().last().orElseThrow().count().blobs()).isEqualTo(50);
  }

  @Test
  public void aPartTableThatCannotBeReadIsPassedOver() {
    putPaged("paged");
    BlobId behind = newBlob(() -> bench.put("z", LARGE));
    flip(behind, 0);
    metadata.spoilt = RecordType.PART_PAGE.all();
    run(scrub);

    assertThat(scrub.findings(100))
        .extracting(Finding::what, found -> found.object().orElseThrow().key(), Finding::reason)
        .containsExactlyInAnyOrder(
            tuple(Kind.RECORD, "paged", "block 17 is spoilt"),
            tuple(Kind.RECORD, "paged", "block 17 is spoilt"),
            tuple(Kind.DAMAGED, "z", "is not the bytes that were written"));
    assertThat(scrub.status().last().orElseThrow().count().skipped()).containsExactly("");

    metadata.spoilt = null;
    runAnother(bench.newScrub());
    assertThat(scrub.findings(100)).extracting(Finding::what).containsExactly(Kind.DAMAGED);
  }

  @Test
  public void aDamagedBlobIsReportedThoughABucketsNameCannotBeRead() {
    BlobId spoilt = newBlob(() -> bench.put("spoilt", LARGE));
    flip(spoilt, 0);
    String bucket = "bucket " + bench.bucket().id();
    metadata.spoilt = RecordType.BUCKET.all();
    run(scrub);

    assertThat(scrub.findings(100))
        .extracting(Finding::place, found -> found.object().orElseThrow().bucket())
        .containsExactly(tuple(spoilt.digits(), bucket));
  }

  @Test
  public void aBlobCountsAsNamedWhileAPageOfItsTableIsNotToBeUnderstood() {
    BlobId first = putPaged("paged");
    flip(first, 0);
    KeyRange pages = RecordType.PART_PAGE.all();
    Entry last = metadata.store.scan(pages.after(), pages.before(), 10).get(1);
    CasOutcome unused = metadata.store.put(last.key(), Bytes.wrap(new byte[] {7}), last.revision());
    run(scrub);

    assertThat(scrub.findings(100))
        .extracting(Finding::what)
        .containsExactlyInAnyOrder(Kind.RECORD, Kind.DAMAGED);
  }

  @Test
  public void whatIsFoundIsToldThoughItCannotBeKept() {
    BlobId spoilt = newBlob(() -> bench.put("spoilt", LARGE));
    flip(spoilt, 0);
    metadata.spoilt = RecordType.FINDING.all();
    run(scrub);

    assertThat(scrub.status().last().orElseThrow().count().blobs()).isEqualTo(1);
  }

  /** Too many open files, or a network drive that is away: no blob is to blame. */
  @Test
  public void aStoreThatCannotBeReadForAWhileIsWaitedFor() {
    for (int i = 0; i < 20; i++) {
      bench.put("key" + i, "x");
    }
    blobs.failNext = 2 * (Patience.ATTEMPTS - 1);
    run(scrub);

    assertThat(blobs.failNext).isZero();
    assertThat(scrub.findings(100)).isEmpty();
    assertThat(scrub.status().last().orElseThrow().count().skipped()).isEmpty();
    assertThat(scrub.status().last().orElseThrow().count().blobs()).isEqualTo(20);
  }

  @Test
  public void aStoreThatCannotBeReadIsLeftOutInTheEnd() {
    for (int i = 0; i < 20; i++) {
      bench.put("key" + i, "x");
    }
    blobs.failNext = Integer.MAX_VALUE;
    run(scrub);

    assertThat(scrub.findings(100)).isEmpty();
    assertThat(scrub.status().last().orElseThrow().count().skipped()).containsExactly("default");
    assertThat(blobs.reads).isLessThanOrEqualTo(2 * 20 + Patience.ATTEMPTS);
  }

  @Test
  public void aBlobThatAloneCannotBeReadIsAFinding() {
    bench.put("before", LARGE);
    BlobId bad = newBlob(() -> bench.put("in between", LARGE));
    bench.put("zzz", LARGE);
    blobs.failAlways.add(bad);
    run(scrub);

    assertThat(scrub.findings(100))
        .extracting(Finding::place, Finding::reason)
        .containsExactly(tuple(bad.digits(), "cannot be read: bad sector"));
  }

  @Test
  public void ofARecordThatIsGoneNothingIsTakenForTheNext() {
    List<BlobId> ofA = putParts("a", 3);
    List<BlobId> ofB = putParts("b", 3);
    flip(ofB.get(0), 0);
    blobs.onRead = () -> clock.advance(Duration.ofSeconds(10));
    while (!blobs.read.contains(ofA.get(1))) {
      assertThat(scrub.step()).isTrue();
    }
    scrub.close();
    bench.delete("a");
    bench.tidyAtOnce();
    Scrub next = bench.newScrub();
    run(next);

    assertThat(next.findings(100)).extracting(Finding::place).contains(ofB.get(0).digits());
  }

  @Test
  public void whoLosesItsLeaseLetsTheStoresGo() {
    blobs.endless = true;
    while (blobs.scrubbing.getCount() > 0) {
      assertThat(scrub.step()).isTrue();
    }
    scrub.lostLease();

    assertThat(blobs.brokenOff).isTrue();
  }

  @Test
  public void aPassIsDueAfterTheIntervalOrWhenItIsWanted() {
    assertThat(scrub.isDue()).as("nothing was ever scrubbed").isTrue();
    run(scrub);
    assertThat(scrub.isDue()).isFalse();
    assertThat(scrub.step()).isFalse();

    scrub.request();
    assertThat(scrub.status().requested()).isTrue();
    assertThat(scrub.isDue()).isTrue();
    run(scrub);
    assertThat(scrub.status().requested()).isFalse();
    clock.advance(Duration.ofDays(30).minusSeconds(1));
    assertThat(scrub.isDue()).isFalse();
    clock.advance(Duration.ofSeconds(1));
    assertThat(scrub.isDue()).isTrue();
  }

  /** Whoever mends something and asks for a pass wants one that sees all of it. */
  @Test
  public void aPassThatIsWantedDuringAnotherOneFollowsIt() {
    bench.put("key", LARGE);
    assertThat(scrub.step()).isTrue();
    scrub.request();
    run(scrub);

    assertThat(scrub.status().requested()).isTrue();
    assertThat(scrub.isDue()).isTrue();
    run(scrub);
    assertThat(scrub.isDue()).isFalse();
  }

  private static void run(Scrub scrub) {
    while (scrub.step()) {
      // goes on
    }
  }

  private void runAnother(Scrub other) {
    clock.advance(Duration.ofHours(1));
    other.request();
    run(other);
  }

  private Finding finding(String owner) {
    return scrub.findings(100).stream()
        .filter(found -> String.valueOf(found.object().orElseThrow()).equals(owner))
        .findAny()
        .orElseThrow();
  }

  /** An object with its part table on two pages; gives the blob of its first part. */
  private BlobId putPaged(String key) {
    return putParts(key, PartPages.PAGE_PARTS + 1).get(0);
  }

  private List<BlobId> putParts(String key, int count) {
    UploadTarget upload = bench.begin(key);
    List<PartInfo> parts = new ArrayList<>();
    List<BlobId> written = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      int number = i;
      written.add(newBlob(() -> parts.add(bench.putPart(upload, number, "part"))));
    }
    bench.complete(upload, parts, WriteCondition.NONE);
    bench.runUploadsJob();
    return written;
  }

  /** The one blob more that there is after {@code write}. */
  private BlobId newBlob(Runnable write) {
    Set<BlobId> before = new HashSet<>(StoredBlobs.of(blobs.store));
    write.run();
    List<BlobId> more = new ArrayList<>(StoredBlobs.of(blobs.store));
    more.removeAll(before);
    assertThat(more).hasSize(1);
    return more.get(0);
  }

  private void flip(BlobId id, int at) {
    try {
      byte[] bytes = bytes(id);
      bytes[at] ^= 1;
      replace(id, bytes);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private byte[] bytes(BlobId id) throws IOException {
    return blobs.store.read(id, new BlobRange(0, 1 << 24)).readAllBytes();
  }

  private void replace(BlobId id, byte[] bytes) throws IOException {
    blobs.store.delete(List.of(id));
    BlobStore store = blobs.store;
    long unused = store.write(id, OptionalLong.empty(), new ByteArrayInputStream(bytes));
    blobs.changed = 0;
  }
}

package org.mucura.core.reclaim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.Test;
import org.mucura.blobs.memory.MemoryBlobStore;
import org.mucura.core.S3Exception;
import org.mucura.core.bench.Bench;
import org.mucura.core.blob.BlobIds;
import org.mucura.core.blob.BlobRef;
import org.mucura.core.blob.Contents;
import org.mucura.core.blob.StoredPart;
import org.mucura.core.content.Body;
import org.mucura.core.content.ExpectedDigests;
import org.mucura.core.content.ObjectAttributes;
import org.mucura.core.format.KeyRange;
import org.mucura.core.format.RecordType;
import org.mucura.core.object.WriteCondition;
import org.mucura.core.testing.ManualClock;
import org.mucura.core.testing.StoredBlobs;
import org.mucura.core.testing.TestKeys;
import org.mucura.metadata.memory.MemoryMetadataStore;
import org.mucura.spi.Bytes;
import org.mucura.spi.blob.BlobId;
import org.mucura.spi.blob.BlobRange;
import org.mucura.spi.blob.BlobStore;
import org.mucura.spi.blob.ListableBlobStore;
import org.mucura.spi.metadata.CasOutcome.Applied;
import org.mucura.spi.metadata.Entry;
import org.mucura.wire.ErrorCode;

public class ReclaimTest {

  private static final Duration AGE = Duration.ofDays(7);
  private static final Duration GRACE = Duration.ofMinutes(10);

  private final MemoryMetadataStore metadata = new MemoryMetadataStore();
  private final MemoryBlobStore blobs = new MemoryBlobStore(1 << 24);
  private final ManualClock clock = new ManualClock();
  private final Bench bench = new Bench(metadata, blobs, clock);

  @Test
  public void theSweepComesAsOftenAsWhatIsLeftGoes() {
    assertThat(sweepOf(Duration.ofDays(7)).interval()).isEqualTo(Duration.ofDays(1));
    assertThat(sweepOf(Duration.ofMinutes(1)).interval()).isEqualTo(Duration.ofMinutes(1));
    assertThat(sweepOf(Duration.ZERO).interval()).isEqualTo(Duration.ofSeconds(10));
  }

  private OrphanSweep sweepOf(Duration age) {
    return new OrphanSweep(bench.ground(), clock, () -> age);
  }

  private int blobCount() {
    return StoredBlobs.of(blobs).size();
  }

  private BlobId orphan() throws IOException {
    BlobId id = new BlobIds(clock).mint();
    long unused = blobs.write(id, OptionalLong.empty(), InputStream.nullInputStream());
    return id;
  }

  @Test
  public void theSweepTakesOnlyWhatIsOldAndUnnamed() throws IOException {
    bench.put("key", "old and named");
    orphan();
    clock.advance(AGE.minusSeconds(1));
    BlobId young = orphan();
    bench.sweep();
    assertThat(blobCount()).isEqualTo(3);
    clock.advance(Duration.ofSeconds(2));
    bench.sweep();
    assertThat(blobCount()).isEqualTo(2);
    assertThat(StoredBlobs.of(blobs)).contains(young);
    assertThat(bench.get("key")).isEqualTo("old and named");
  }

  @Test
  public void theSweepLeavesWhatIsFreedToTheQueue() {
    bench.put("key", "one");
    clock.advance(AGE.plusDays(1));
    bench.put("key", "two");
    bench.sweep();
    assertThat(blobCount()).isEqualTo(2);
    clock.advance(GRACE.plusSeconds(1));
    bench.reclaim();
    assertThat(blobCount()).isEqualTo(1);
  }

  @Test
  public void theSweepFindsWhatACrashedGatewayDidNotFree() {
    try (Bench crashing = new Bench(metadata, blobs, clock, redo -> {})) {
      crashing.put("key", "one");
      crashing.put("key", "two");
      crashing.put("removed", "x");
      crashing.delete("removed");
    }
    clock.advance(GRACE.plusSeconds(1));
    bench.reclaim();
    assertThat(blobCount()).isEqualTo(3);
    bench.sweep();
    bench.reclaim();
    assertThat(blobCount()).isEqualTo(1);
    assertThat(bench.hasPending()).isFalse();
  }

  /**
   * The gateway that once entered a redo in the queue enters it again if it has gone from there.
   */
  @Test
  public void theSweepDoesAgainWhatWasLost() {
    bench.put("key", "one");
    bench.put("key", "two");
    KeyRange queue = RecordType.RECLAIM.all();
    for (Entry entry : metadata.scan(queue.after(), queue.before(), 10)) {
      assertThat(metadata.delete(entry.key(), entry.revision())).isInstanceOf(Applied.class);
    }
    clock.advance(GRACE.plusSeconds(1));
    bench.sweep();
    bench.reclaim();
    assertThat(blobCount()).isEqualTo(1);
    assertThat(bench.hasPending()).isFalse();
  }

  @Test
  public void theSweepRemovesPagesThatNobodyNames() {
    List<StoredPart> parts = new ArrayList<>();
    for (int i = 1; i <= 700; i++) {
      BlobRef blob = new BlobRef("default", new BlobIds(clock).mint());
      parts.add(new StoredPart(i, 1, blob, TestKeys.seal(), Optional.empty()));
    }
    bench.put("key", "so that the sweep believes the store");
    bench.storage().pages().write(bench.bucket().id(), Contents.newId(), parts);
    assertThat(bench.storage().pages().list(Bytes.EMPTY, 10)).hasSize(2);
    bench.sweep();
    assertThat(bench.storage().pages().list(Bytes.EMPTY, 10)).hasSize(2);
    clock.advance(AGE.plusSeconds(1));
    bench.sweep();
    assertThat(bench.storage().pages().list(Bytes.EMPTY, 10)).isEmpty();
  }

  /** What the sweep may have taken is not named any more. */
  @Test
  public void aWriterThatWasPausedTooLongIsRefused() {
    InputStream slow =
        new ByteArrayInputStream(new byte[] {1}) {
          @Override
          public synchronized int read(byte[] buffer, int offset, int length) {
            clock.advance(Duration.ofHours(73));
            return super.read(buffer, offset, length);
          }
        };
    Body body = new Body(slow, OptionalLong.empty(), ExpectedDigests.NONE);
    assertThatThrownBy(() -> bench.put("key", ObjectAttributes.NONE, WriteCondition.NONE, body))
        .isInstanceOfSatisfying(
            S3Exception.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SERVICE_UNAVAILABLE));
    assertThat(blobCount()).isZero();
  }

  @Test
  public void whatCannotBeFreedNowIsFreedLater() {
    Reluctant reluctant = new Reluctant(blobs);
    try (Bench slow = new Bench(metadata, reluctant, clock)) {
      for (int i = 0; i < 600; i++) {
        slow.put("key", "" + i);
      }
      clock.advance(GRACE.plusSeconds(1));
      reluctant.fails = true;
      slow.reclaim();
      assertThat(blobCount()).isEqualTo(600);
      reluctant.fails = false;
      slow.reclaim();
      assertThat(blobCount()).isEqualTo(1);
      assertThat(slow.get("key")).isEqualTo("599");
    }
  }

  /** A store that may not be able to delete. */
  private static final class Reluctant implements BlobStore, ListableBlobStore {

    volatile boolean fails;

    private final MemoryBlobStore store;

    Reluctant(MemoryBlobStore store) {
      this.store = store;
    }

    @Override
    public long write(BlobId id, OptionalLong size, InputStream content) throws IOException {
      return store.write(id, size, content);
    }

    @Override
    public InputStream read(BlobId id, BlobRange range) throws IOException {
      return store.read(id, range);
    }

    @Override
    public long size(BlobId id) throws IOException {
      return store.size(id);
    }

    @Override
    public void delete(Collection<BlobId> ids) throws IOException {
      if (fails) {
        throw new IOException("read-only");
      }
      store.delete(ids);
    }

    @Override
    public List<BlobId> list(Optional<BlobId> after, int limit) {
      return store.list(after, limit);
    }
  }
}

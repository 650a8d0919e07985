package org.mucura.core.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.Before;
import org.junit.Test;
import org.mucura.blobs.memory.MemoryBlobStore;
import org.mucura.core.S3Exception;
import org.mucura.core.bucket.Bucket;
import org.mucura.core.bucket.BucketId;
import org.mucura.core.bucket.Versioning;
import org.mucura.core.content.Body;
import org.mucura.core.content.ExpectedDigests;
import org.mucura.core.format.RecordStore;
import org.mucura.core.key.WrappedKey;
import org.mucura.core.lease.Rank;
import org.mucura.core.store.StoreRegistry;
import org.mucura.core.store.StoreStatus.Kind;
import org.mucura.core.testing.ManualClock;
import org.mucura.core.testing.TestKeys;
import org.mucura.core.testing.TestSettings;
import org.mucura.metadata.memory.MemoryMetadataStore;
import org.mucura.spi.blob.BlobId;
import org.mucura.spi.blob.BlobRange;
import org.mucura.spi.blob.BlobStore;
import org.mucura.spi.blob.SpaceReporting;
import org.mucura.wire.ErrorCode;

/** Contents where stores are missing, full or failing. */
public class ContentStoresTest {

  private static final Rank RANK = new Rank(0, 1);
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final Duration SHORT = Duration.ofMillis(20);

  private final ManualClock clock = new ManualClock();
  private final WrappedKey key = TestKeys.of(new MemoryMetadataStore()).newKey();
  private final MemoryBlobStore second = new MemoryBlobStore(1000);
  private StoreRegistry stores = new StoreRegistry(TestSettings.waiting(LONG, SHORT));

  @Before
  public void add() {
    use(LONG);
  }

  private void use(Duration wait) {
    stores = new StoreRegistry(TestSettings.waiting(wait, SHORT));
    stores.addMetadata("default", new MemoryMetadataStore(), RANK);
    stores.addBlobs("second", second, RANK);
  }

  private WrittenBlob write(InputStream stream, String... names) {
    Body body = new Body(stream, OptionalLong.empty(), ExpectedDigests.NONE);
    return new ContentWriter(stores, TestKeys.seals(stores), new BlobIds(clock))
        .write(bucket(names), body);
  }

  private Bucket bucket(String... stores) {
    return new Bucket(
        BucketId.random(),
        "bucket",
        "000000000001",
        Instant.EPOCH,
        "us-east-1",
        Versioning.OFF,
        List.of(stores),
        key);
  }

  private ContentReader reader(Contents contents) {
    PartPages pages = new PartPages(new RecordStore(stores.metadata()), clock);
    return new ContentReader(
        stores, pages, TestKeys.seals(stores).opener(key), BucketId.random(), contents);
  }

  private static InputStream text() {
    return new ByteArrayInputStream(new byte[] {1, 2, 3});
  }

  private static void assertRefused(ErrorCode code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(S3Exception.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  @Test(timeout = 10_000)
  public void nobodyWaitsForAPreferredStore() {
    assertThat(write(text(), "first", "second").blob().store()).isEqualTo("second");
  }

  @Test
  public void withoutAnyStoreTheClientIsToComeAgain() {
    use(SHORT);
    assertRefused(ErrorCode.SLOW_DOWN, () -> write(text(), "first", "third"));
  }

  @Test
  public void aStoreThatSaysNothingOfItsRoomIsSkippedAndNotHeld() {
    stores.addBlobs("first", new Puzzled(second), RANK);
    assertThat(write(text(), "first", "second").blob().store()).isEqualTo("second");
    assertThat(stores.list()).allMatch(store -> store.leases() == 0);
  }

  @Test
  public void whoeverReadsFromAMissingStoreIsToComeAgain() throws IOException {
    use(SHORT);
    WrittenBlob written = write(text(), "second");
    Contents contents = Contents.ofOne(written.asWhole());
    BlobRange all = new BlobRange(0, 3);
    try (ContentReader reader = reader(contents)) {
      assertThat(reader.read(all).readAllBytes()).hasSize(3);
    }
    stores.removeBlobs(second);
    try (ContentReader reader = reader(contents)) {
      assertRefused(ErrorCode.SLOW_DOWN, () -> reader.read(all));
      assertRefused(
          ErrorCode.SLOW_DOWN, () -> reader.copy(all, Optional.empty(), Optional.empty()));
    }
  }

  @Test
  public void onlyWhatIsTheStoresFaultIsCountedAsSuch() throws IOException {
    assertRefused(
        ErrorCode.INCOMPLETE_BODY,
        () -> write(throwing(new UncheckedIOException(new IOException("reset"))), "second"));
    assertThat(stores.failures(Kind.BLOBS, "second")).isZero();
    InputStream large = new ByteArrayInputStream(new byte[2000]);
    assertRefused(ErrorCode.SERVICE_UNAVAILABLE, () -> write(large, "second"));
    assertThat(stores.failures(Kind.BLOBS, "second")).isEqualTo(1);
    WrittenBlob written = write(text(), "second");
    second.delete(List.of(written.blob().id()));
    try (ContentReader reader = reader(Contents.ofOne(written.asWhole()))) {
      assertThatThrownBy(() -> reader.read(new BlobRange(0, 3))).isInstanceOf(IOException.class);
    }
    assertThat(stores.failures(Kind.BLOBS, "second")).isEqualTo(2);
  }

  @Test
  public void whateverABodyThrowsIsToldAsWhatItIs() {
    IOException reset = new IOException("reset");
    S3Exception refused = new S3Exception(ErrorCode.SIGNATURE_DOES_NOT_MATCH);
    assertRefused(
        ErrorCode.INCOMPLETE_BODY,
        () -> write(throwing(new UncheckedIOException(reset)), "second"));
    assertRefused(
        ErrorCode.SIGNATURE_DOES_NOT_MATCH,
        () -> write(throwing(new UncheckedIOException(new IOException(refused))), "second"));
    assertRefused(ErrorCode.SIGNATURE_DOES_NOT_MATCH, () -> write(throwing(refused), "second"));
  }

  private static InputStream throwing(RuntimeException e) {
    return new InputStream() {
      @Override
      public int read() {
        throw e;
      }

      @Override
      public int read(byte[] buffer, int offset, int length) {
        throw e;
      }
    };
  }

  /** A store that cannot say how much room it has. */
  private record Puzzled(MemoryBlobStore store) implements BlobStore, SpaceReporting {

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
    public void delete(Collection<BlobId> ids) {
      store.delete(ids);
    }

    @Override
    public Space space() {
      throw new IllegalStateException("not foreseen");
    }
  }
}

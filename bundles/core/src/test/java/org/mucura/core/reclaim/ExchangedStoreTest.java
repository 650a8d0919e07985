package org.mucura.core.reclaim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.mucura.blobs.filesystem.FilesystemBlobStore;
import org.mucura.blobs.memory.MemoryBlobStore;
import org.mucura.core.S3Exception;
import org.mucura.core.bench.Bench;
import org.mucura.core.blob.BlobIds;
import org.mucura.core.format.KeyRange;
import org.mucura.core.format.RecordType;
import org.mucura.core.testing.ManualClock;
import org.mucura.core.testing.StoredBlobs;
import org.mucura.metadata.memory.MemoryMetadataStore;
import org.mucura.spi.Bytes;
import org.mucura.spi.blob.BlobStore;
import org.mucura.spi.blob.ListableBlobStore;
import org.mucura.spi.metadata.CasOutcome;
import org.mucura.spi.metadata.Entry;
import org.mucura.spi.metadata.MetadataCapabilities;
import org.mucura.spi.metadata.MetadataStore;
import org.mucura.spi.metadata.Revision;
import org.mucura.wire.ErrorCode;

/** Somebody puts another metadata store beside contents that it does not name. */
public class ExchangedStoreTest {

  private static final Duration OLD = Duration.ofDays(8);

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private final MemoryMetadataStore metadata = new MemoryMetadataStore();
  private final MemoryMetadataStore other = new MemoryMetadataStore();
  private final MemoryBlobStore blobs = new MemoryBlobStore(1 << 20);
  private final ManualClock clock = new ManualClock();

  /** Another metadata store at any time. */
  private static final class Exchangeable implements MetadataStore {

    volatile MetadataStore store;
    volatile boolean fails;

    Exchangeable(MetadataStore store) {
      this.store = store;
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
      return store.put(key, value, expected);
    }

    @Override
    public CasOutcome delete(Bytes key, Revision expected) {
      return store.delete(key, expected);
    }

    @Override
    public List<Entry> scan(Bytes after, Bytes before, int limit) {
      if (fails) {
        throw new IllegalStateException("not foreseen");
      }
      return store.scan(after, before, limit);
    }
  }

  @Test
  public void contentsInMemoryStay() {
    contentsStay(blobs);
  }

  @Test
  public void contentsInAFolderStay() throws IOException {
    try (FilesystemBlobStore store = new FilesystemBlobStore(folder.newFolder().toPath(), 0)) {
      contentsStay(store);
    }
  }

  private <S extends BlobStore & ListableBlobStore> void contentsStay(S store) {
    try (Bench bench = new Bench(metadata, store, clock)) {
      bench.put("key", "text");
      try (Bench elsewhere = new Bench(other, new MemoryBlobStore(1000), clock)) {
        elsewhere.put("key", "another");
      }
      clock.advance(OLD);
      try (Bench exchanged = new Bench(other, store, clock)) {
        exchanged.sweep();
        assertThatThrownBy(() -> exchanged.put("new", "text"))
            .isInstanceOfSatisfying(
                S3Exception.class,
                e -> assertThat(e.code()).isEqualTo(ErrorCode.SERVICE_UNAVAILABLE));
        exchanged.delete("key");
        clock.advance(OLD);
        exchanged.reclaim();
        exchanged.sweep();
      }
      assertThat(StoredBlobs.of(store)).hasSize(1);
      assertThat(bench.get("key")).isEqualTo("text");
    }
  }

  /** Whose its contents are nobody knows. */
  @Test
  public void aStoreThatNobodyHasIsNotSwept() throws IOException {
    try (Bench bench = new Bench(metadata, new MemoryBlobStore(1000), clock)) {
      bench.put("key", "text");
    }
    InputStream content = InputStream.nullInputStream();
    assertThat(blobs.write(new BlobIds(clock).mint(), OptionalLong.empty(), content)).isZero();
    clock.advance(OLD);
    try (Bench bench = new Bench(metadata, blobs, clock)) {
      bench.sweep();
      assertThat(StoredBlobs.of(blobs)).hasSize(1);
      bench.put("key", "text");
      bench.sweep();
      assertThat(StoredBlobs.of(blobs)).hasSize(1);
      assertThat(bench.get("key")).isEqualTo("text");
    }
  }

  private OrphanSweep sweep(Bench bench) {
    return new OrphanSweep(bench.ground(), clock, () -> Duration.ofDays(7));
  }

  @Test
  public void aPassEndsWithTheStoreThatItBeganWith() {
    try (Bench elsewhere = new Bench(other, new MemoryBlobStore(1000), clock)) {
      elsewhere.put("key", "another");
    }
    Exchangeable store = new Exchangeable(metadata);
    try (Bench bench = new Bench(store, blobs, clock)) {
      bench.put("key", "text");
      clock.advance(OLD);
      OrphanSweep sweep = sweep(bench);
      assertThat(sweep.step()).isTrue();
      store.store = other;
      while (sweep.step()) {
        // goes on
      }
      store.store = metadata;
      assertThat(bench.get("key")).isEqualTo("text");
    }
  }

  @Test
  public void aStoreWithoutAnyRecordIsNotBelieved() {
    try (Bench bench = new Bench(metadata, blobs, clock)) {
      bench.put("key", "text");
      KeyRange objects = RecordType.OBJECT.all();
      for (Entry entry : metadata.scan(objects.after(), objects.before(), 10)) {
        assertThat(metadata.delete(entry.key(), entry.revision())).isNotNull();
      }
      clock.advance(OLD);
      bench.sweep();
      assertThat(StoredBlobs.of(blobs)).hasSize(1);
      bench.put("other", "record");
      bench.sweep();
      assertThat(StoredBlobs.of(blobs)).hasSize(1);
      assertThat(bench.get("other")).isEqualTo("record");
    }
  }

  @Test
  public void aPassThatFailsIsBegunAnew() {
    Exchangeable store = new Exchangeable(metadata);
    try (Bench bench = new Bench(store, blobs, clock)) {
      bench.put("key", "text");
      bench.put("key", "newer");
      clock.advance(OLD);
      OrphanSweep sweep = sweep(bench);
      assertThat(sweep.step()).isTrue();
      store.fails = true;
      assertThat(sweep.step()).isFalse();
      store.fails = false;
      assertThat(sweep.step()).isTrue();
      while (sweep.step()) {
        // goes on
      }
      assertThat(bench.get("key")).isEqualTo("newer");
    }
  }
}

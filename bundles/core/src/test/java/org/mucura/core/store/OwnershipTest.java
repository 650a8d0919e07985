package org.mucura.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.mucura.blobs.filesystem.FilesystemBlobStore;
import org.mucura.blobs.memory.MemoryBlobStore;
import org.mucura.core.S3Exception;
import org.mucura.core.format.Fields;
import org.mucura.core.format.RecordCodec;
import org.mucura.core.format.RecordStore;
import org.mucura.core.lease.Lease;
import org.mucura.core.lease.Rank;
import org.mucura.core.testing.TestSettings;
import org.mucura.metadata.memory.MemoryMetadataStore;
import org.mucura.spi.Bytes;
import org.mucura.spi.blob.BlobId;
import org.mucura.spi.blob.BlobRange;
import org.mucura.spi.blob.BlobStore;
import org.mucura.spi.metadata.MetadataStore;
import org.mucura.wire.ErrorCode;

/** A content store belongs to the installation that wrote to it first. */
public class OwnershipTest {

  private static final String NAME = "default";
  private static final Bytes LAYOUT_KEY = Bytes.utf8("Z");

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private final MemoryMetadataStore metadata = new MemoryMetadataStore();

  private static StoreRegistry registry(MetadataStore metadata, BlobStore blobs) {
    Duration wait = Duration.ofMillis(20);
    StoreRegistry registry = new StoreRegistry(TestSettings.waiting(wait, wait));
    registry.addMetadata(NAME, metadata, new Rank(0, 1));
    registry.addBlobs(NAME, blobs, new Rank(0, 2));
    return registry;
  }

  @Test
  public void theFirstOneHasAStoreInMemory() throws IOException {
    theFirstOneHas(new MemoryBlobStore(1000));
  }

  @Test
  public void theFirstOneHasAFolder() throws IOException {
    try (FilesystemBlobStore blobs = new FilesystemBlobStore(folder.newFolder().toPath(), 0)) {
      theFirstOneHas(blobs);
    }
  }

  private void theFirstOneHas(BlobStore blobs) throws IOException {
    StoreRegistry first = registry(metadata, blobs);
    assertThat(first.owner(NAME)).isEmpty();
    first.ownBlobs(NAME).close();
    assertThat(first.owner(NAME)).contains(first.installation());

    StoreRegistry again = registry(metadata, blobs);
    again.ownBlobs(NAME).close();
    assertThat(again.tryOwnBlobs(NAME)).isPresent();

    StoreRegistry other = registry(new MemoryMetadataStore(), blobs);
    assertThatThrownBy(() -> other.ownBlobs(NAME))
        .isInstanceOfSatisfying(
            S3Exception.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SERVICE_UNAVAILABLE));
    assertThat(other.tryOwnBlobs(NAME)).isEmpty();
    assertThat(other.list()).allMatch(store -> store.leases() == 0);
    try (Lease<BlobStore> lease = other.blobs(NAME);
        InputStream mark = lease.service().read(Stores.MARK, new BlobRange(0, 100))) {
      assertThat(mark.readAllBytes()).isEqualTo(first.installation().toArray());
    }
  }

  @Test
  public void theFirstRequestsMayComeAtOnce() throws Exception {
    int requests = 8;
    ExecutorService executor = Executors.newFixedThreadPool(requests);
    try (FilesystemBlobStore blobs = new FilesystemBlobStore(folder.newFolder().toPath(), 0)) {
      StoreRegistry registry = registry(metadata, blobs);
      CyclicBarrier together = new CyclicBarrier(requests);
      Callable<Boolean> request =
          () -> {
            together.await();
            registry.ownBlobs(NAME).close();
            return true;
          };
      for (Future<Boolean> done : executor.invokeAll(Collections.nCopies(requests, request))) {
        assertThat(done.get()).isTrue();
      }
    } finally {
      executor.shutdown();
    }
  }

  @Test
  public void aStoreThatComesLaterIsAskedAnew() throws IOException {
    StoreRegistry registry = registry(metadata, new MemoryBlobStore(1000));
    registry.ownBlobs(NAME).close();
    MetadataStore exchanged = new MemoryMetadataStore();
    registry.removeMetadata(metadata);
    registry.addMetadata(NAME, exchanged, new Rank(0, 3));

    assertThatThrownBy(() -> registry.ownBlobs(NAME)).isInstanceOf(S3Exception.class);
  }

  @Test
  public void aFullStoreCanStillBeFreed() throws IOException {
    MemoryBlobStore full = new MemoryBlobStore(0);
    registry(metadata, full).ownBlobs(NAME).close();
    assertThat(full.list(Optional.empty(), 10)).isEmpty();
  }

  @Test
  public void aStoreThatFailsIsNotClaimed() {
    MemoryBlobStore blobs = new MemoryBlobStore(1000);
    BlobStore failing =
        new BlobStore() {
          @Override
          public long write(BlobId id, OptionalLong size, InputStream content) throws IOException {
            throw new IOException("read-only");
          }

          @Override
          public InputStream read(BlobId id, BlobRange range) throws IOException {
            return blobs.read(id, range);
          }

          @Override
          public long size(BlobId id) throws IOException {
            return blobs.size(id);
          }

          @Override
          public void delete(Collection<BlobId> ids) {
            blobs.delete(ids);
          }
        };
    StoreRegistry registry = registry(metadata, failing);
    assertThatThrownBy(() -> registry.ownBlobs(NAME)).isInstanceOf(S3Exception.class);
    assertThat(registry.list()).allMatch(store -> store.leases() == 0);
  }

  /** Written before there were ids; and by a release that knows more. */
  @Test
  public void aLayoutWithoutAnIdGetsOneAndKeepsTheRest() {
    RecordStore records = new RecordStore(metadata);
    Fields old = Fields.builder().number(1, 1).text(9, "newer").build();
    assertThat(records.create(LAYOUT_KEY, old, RecordCodec.PLAIN)).isNotNull();

    Bytes id = registry(metadata, new MemoryBlobStore(0)).installation();

    assertThat(id.length()).isEqualTo(Stores.INSTALLATION_LENGTH);
    assertThat(registry(metadata, new MemoryBlobStore(0)).installation()).isEqualTo(id);
    Fields now = records.get(LAYOUT_KEY, RecordCodec.PLAIN).orElseThrow().value();
    assertThat(now.bytes(2)).contains(id);
    assertThat(now.texts(9)).isEqualTo(List.of("newer"));
  }
}

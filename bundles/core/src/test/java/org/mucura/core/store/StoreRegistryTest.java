package org.mucura.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.Test;
import org.mucura.blobs.memory.MemoryBlobStore;
import org.mucura.core.S3Exception;
import org.mucura.core.format.Envelope;
import org.mucura.core.format.Fields;
import org.mucura.core.lease.Lease;
import org.mucura.core.lease.Rank;
import org.mucura.core.store.StoreStatus.Kind;
import org.mucura.core.testing.TestSettings;
import org.mucura.core.testing.UncertainMetadataStore;
import org.mucura.core.testing.UncertainMetadataStore.Fault;
import org.mucura.metadata.memory.MemoryMetadataStore;
import org.mucura.spi.Bytes;
import org.mucura.spi.blob.BlobStore;
import org.mucura.spi.metadata.CasOutcome;
import org.mucura.spi.metadata.MetadataStore;
import org.mucura.spi.metadata.MetadataStoreException;
import org.mucura.spi.metadata.Revision;
import org.mucura.wire.ErrorCode;

public class StoreRegistryTest {

  private static final Rank RANK = new Rank(0, 1);
  private static final Bytes KEY = Bytes.utf8("key");
  private static final Bytes LAYOUT_KEY = Bytes.utf8("Z");

  private final StoreRegistry registry =
      new StoreRegistry(TestSettings.waiting(Duration.ofMillis(50), Duration.ofSeconds(20)));
  private final MemoryMetadataStore store = new MemoryMetadataStore();

  @Test
  public void theSettingsNameTheMetadataStore() {
    registry.addMetadata("other", new MemoryMetadataStore(), RANK);
    registry.addMetadata("default", store, RANK);

    registry.metadata().put(KEY, Bytes.utf8("value"), Revision.ABSENT);

    assertThat(store.get(KEY)).isPresent();
    assertThat(registry.list())
        .containsExactly(
            new StoreStatus(Kind.METADATA, "other", "MemoryMetadataStore", 0, false),
            new StoreStatus(Kind.METADATA, "default", "MemoryMetadataStore", 0, true));
  }

  @Test
  public void whatAStoreCannotDoIsCounted() {
    UncertainMetadataStore uncertain = new UncertainMetadataStore(store);
    registry.addMetadata("default", uncertain, RANK);
    registry.metadata().put(KEY, Bytes.utf8("value"), Revision.ABSENT);
    registry.metadata().put(KEY, Bytes.utf8("value"), Revision.ABSENT);
    assertThat(registry.failures(Kind.METADATA, "default")).isZero();
    uncertain.set(UncertainMetadataStore.Fault.APPLIED_THEN_DOWN);
    registry.metadata().put(Bytes.utf8("other"), Bytes.utf8("value"), Revision.ABSENT);
    assertThatThrownBy(() -> registry.metadata().get(KEY))
        .isInstanceOf(MetadataStoreException.class);
    registry.removeMetadata(uncertain);
    assertThat(registry.failures(Kind.METADATA, "default")).isEqualTo(2);
    assertThat(registry.failures(Kind.BLOBS, "default")).isZero();
  }

  @Test
  public void slowsDownWhereThereIsNoStore() {
    assertThatThrownBy(() -> registry.metadata().get(KEY))
        .isInstanceOfSatisfying(
            S3Exception.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SLOW_DOWN));
    assertThatThrownBy(() -> registry.blobs("default")).isInstanceOf(S3Exception.class);
  }

  @Test
  public void anotherServiceOfTheNameTakesOver() {
    registry.addMetadata("default", new MemoryMetadataStore(), RANK);
    MetadataStore metadata = registry.metadata();
    registry.list();
    registry.addMetadata("default", store, new Rank(1, 2));

    CasOutcome outcome = metadata.put(KEY, Bytes.utf8("value"), Revision.ABSENT);

    assertThat(outcome).isInstanceOf(CasOutcome.Applied.class);
    assertThat(store.get(KEY)).isPresent();
  }

  @Test
  public void anEmptyStoreGetsALayout() {
    registry.addMetadata("default", store, RANK);

    assertThat(store.get(LAYOUT_KEY)).isPresent();
  }

  @Test
  public void aStoreOfAnotherLayoutIsLeftUntouched() {
    Bytes body = Fields.builder().number(1, 99).build().encode();
    Envelope envelope = new Envelope(1, Bytes.wrap(new byte[Envelope.WRITE_ID_LENGTH]), body);
    store.put(LAYOUT_KEY, envelope.encode(), Revision.ABSENT);
    registry.addMetadata("default", store, RANK);

    assertThatThrownBy(() -> registry.metadata().put(KEY, Bytes.EMPTY, Revision.ABSENT))
        .isInstanceOf(S3Exception.class)
        .hasMessageContaining("layout");
    assertThat(store.scan(Bytes.EMPTY, Bytes.EMPTY, 10)).hasSize(1);
  }

  @Test
  public void aStoreOfAnotherEnvelopeIsLeftUntouched() {
    store.put(LAYOUT_KEY, Bytes.utf8("something else"), Revision.ABSENT);
    registry.addMetadata("default", store, RANK);

    assertThatThrownBy(() -> registry.metadata().get(KEY)).isInstanceOf(S3Exception.class);
    assertThat(store.scan(Bytes.EMPTY, Bytes.EMPTY, 10)).hasSize(1);
  }

  @Test
  public void aStoreThatDoesNotAnswerAtFirstIsCheckedLater() {
    UncertainMetadataStore uncertain = new UncertainMetadataStore(store);
    uncertain.set(Fault.DOWN);
    registry.addMetadata("default", uncertain, RANK);
    assertThatThrownBy(() -> registry.metadata().get(KEY)).isInstanceOf(S3Exception.class);
    assertThat(store.get(LAYOUT_KEY)).isEmpty();

    uncertain.set(Fault.NONE);

    assertThat(registry.metadata().get(KEY)).isEmpty();
    assertThat(store.get(LAYOUT_KEY)).isPresent();
  }

  @Test
  public void aContentStoreLeavesAfterItsLastReader() throws Exception {
    BlobStore blobs = new MemoryBlobStore(1000);
    registry.addBlobs("default", blobs, RANK);
    Lease<BlobStore> lease = registry.blobs("default");
    CompletableFuture<Void> leaving = CompletableFuture.runAsync(() -> registry.removeBlobs(blobs));
    Thread.sleep(20);
    assertThat(leaving).isNotDone();

    lease.close();

    leaving.get(10, TimeUnit.SECONDS);
    assertThat(registry.list()).isEmpty();
  }
}

package org.mucura.core.store;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.mucura.core.S3Exception;
import org.mucura.core.lease.Lease;
import org.mucura.core.lease.LeaseCount;
import org.mucura.core.lease.Leases;
import org.mucura.core.lease.Rank;
import org.mucura.core.setting.CurrentSettings;
import org.mucura.core.setting.Settings;
import org.mucura.core.store.StoreStatus.Kind;
import org.mucura.spi.Bytes;
import org.mucura.spi.blob.BlobStore;
import org.mucura.spi.metadata.MetadataSnapshot;
import org.mucura.spi.metadata.MetadataStore;
import org.mucura.spi.metadata.SnapshotMetadataStore;
import org.mucura.wire.ErrorCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The stores that were added and not yet removed, by name. */
public final class StoreRegistry implements Stores {

  private static final Logger LOG = LoggerFactory.getLogger(StoreRegistry.class);

  private final CurrentSettings settings;
  private final Leases<CheckedStore> metadata;
  private final Leases<BlobStore> blobs;
  private final ContentMarks marks = new ContentMarks();
  private final StoreFailures failures = new StoreFailures();
  private final MetadataStore active;

  /** No stores yet. */
  public StoreRegistry(CurrentSettings settings) {
    this.settings = settings;
    this.metadata =
        new Leases<>(() -> settings.get().storeWait(), () -> settings.get().storeDrain());
    this.blobs = new Leases<>(() -> settings.get().storeWait(), () -> settings.get().storeDrain());
    this.active = new LeasedMetadataStore(this::leaseMetadata, failures);
  }

  private Lease<CheckedStore> leaseMetadata() {
    return metadata.acquire(settings.get().metadataStore());
  }

  /** Offers a metadata store; a layout that is not ours is reported in the log. */
  public void addMetadata(String name, MetadataStore store, Rank rank) {
    CheckedStore checked = new CheckedStore(name, store);
    metadata.add(name, checked, rank);
    LOG.info("metadata store {} is there", name);
    if (name.equals(settings.get().metadataStore())) {
      try {
        checked.checked();
      } catch (LayoutException e) {
        LOG.debug("metadata store {} is not used, as was said", name, e);
      } catch (S3Exception e) {
        LOG.warn("metadata store {} cannot serve yet", name, e);
      }
    }
  }

  /** Takes a metadata store away; returns once no request uses it or the drain time is over. */
  public void removeMetadata(MetadataStore store) {
    metadata.removeIf(offered -> offered.unchecked() == store);
  }

  /** Offers a content store. */
  public void addBlobs(String name, BlobStore store, Rank rank) {
    blobs.add(name, store, rank);
    LOG.info("content store {} is there", name);
  }

  /** Takes a content store away; returns once no request uses it or the drain time is over. */
  public void removeBlobs(BlobStore store) {
    blobs.removeIf(offered -> offered == store);
    marks.forget(store);
  }

  @Override
  public MetadataStore metadata() {
    return active;
  }

  @Override
  public Optional<MetadataSnapshot> snapshot() {
    try (Lease<CheckedStore> lease = leaseMetadata()) {
      return lease.service().checked() instanceof SnapshotMetadataStore able
          ? Optional.of(new LeasedSnapshot(this::leaseMetadata, lease.service(), able.snapshot()))
          : Optional.empty();
    }
  }

  @Override
  public Bytes installation() {
    try (Lease<CheckedStore> lease = leaseMetadata()) {
      return lease.service().check();
    }
  }

  @Override
  public Lease<BlobStore> blobs(String name) {
    return blobs.acquire(name);
  }

  @Override
  public Lease<BlobStore> ownBlobs(String name) {
    return own(name, blobs.acquire(name));
  }

  @Override
  public Optional<Lease<BlobStore>> tryOwnBlobs(String name) {
    try {
      return blobs.tryAcquire(name).map(lease -> own(name, lease));
    } catch (S3Exception e) {
      LOG.warn("content store {} is not to be had", name, e);
      return Optional.empty();
    }
  }

  /** Closes the lease if it throws. */
  private Lease<BlobStore> own(String name, Lease<BlobStore> lease) {
    boolean own = false;
    try (Lease<CheckedStore> records = leaseMetadata()) {
      own = marks.claim(name, lease.service(), records.service().installation());
    } catch (IOException e) {
      throw new S3Exception(ErrorCode.SERVICE_UNAVAILABLE, "The content store failed.", e);
    } finally {
      if (!own) {
        lease.close();
      }
    }
    if (!own) {
      throw new S3Exception(
          ErrorCode.SERVICE_UNAVAILABLE, "The content store belongs to another installation.");
    }
    return lease;
  }

  @Override
  public Optional<Bytes> owner(String name) throws IOException {
    try (Lease<BlobStore> lease = blobs(name)) {
      return ContentMarks.read(lease.service());
    }
  }

  @Override
  public void failed(Kind kind, String name) {
    failures.add(kind, name);
  }

  @Override
  public long failures(Kind kind, String name) {
    return failures.count(kind, name);
  }

  @Override
  public List<StoreStatus> list() {
    Settings now = settings.get();
    List<StoreStatus> all = new ArrayList<>();
    for (LeaseCount<CheckedStore> store : metadata.list()) {
      Object service = store.service().unchecked();
      all.add(status(Kind.METADATA, store, service, now.metadataStore()::equals));
    }
    for (LeaseCount<BlobStore> store : blobs.list()) {
      all.add(status(Kind.BLOBS, store, store.service(), now.contentStores()::contains));
    }
    return all;
  }

  private static StoreStatus status(
      Kind kind, LeaseCount<?> store, Object service, Predicate<String> active) {
    String technology = service.getClass().getSimpleName();
    return new StoreStatus(
        kind, store.name(), technology, store.leases(), active.test(store.name()));
  }
}

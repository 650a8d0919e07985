package org.mucura.core.store;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.mucura.core.lease.Lease;
import org.mucura.spi.Bytes;
import org.mucura.spi.metadata.Entry;
import org.mucura.spi.metadata.MetadataSnapshot;
import org.mucura.spi.metadata.MetadataStoreException;

/**
 * Takes a lease of the store for each call, not for its whole life: a store that is being exchanged
 * would keep all requests waiting for whoever copies it.
 */
final class LeasedSnapshot implements MetadataSnapshot {

  private final Supplier<Lease<CheckedStore>> leases;
  private final CheckedStore of;
  private final MetadataSnapshot snapshot;

  LeasedSnapshot(Supplier<Lease<CheckedStore>> leases, CheckedStore of, MetadataSnapshot snapshot) {
    this.leases = leases;
    this.of = of;
    this.snapshot = snapshot;
  }

  @Override
  public List<Optional<Entry>> get(List<Bytes> keys) {
    return call(shown -> shown.get(keys));
  }

  @Override
  public List<Entry> scan(Bytes after, Bytes before, int limit) {
    return call(shown -> shown.scan(after, before, limit));
  }

  private <R> R call(Function<MetadataSnapshot, R> call) {
    try (Lease<CheckedStore> lease = leases.get()) {
      if (lease.service() != of) {
        throw new MetadataStoreException("the metadata store was exchanged meanwhile");
      }
      return call.apply(snapshot);
    }
  }

  @Override
  public void close() {
    snapshot.close();
  }
}

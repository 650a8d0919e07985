package org.mucura.core.store;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.mucura.core.lease.Lease;
import org.mucura.core.store.StoreStatus.Kind;
import org.mucura.spi.Bytes;
import org.mucura.spi.metadata.CasOutcome;
import org.mucura.spi.metadata.Entry;
import org.mucura.spi.metadata.MetadataCapabilities;
import org.mucura.spi.metadata.MetadataStore;
import org.mucura.spi.metadata.MetadataStoreException;
import org.mucura.spi.metadata.Revision;

/**
 * Takes a lease of a metadata store for each call. The store may be another service at the next
 * call, upon the same data; revisions tell it if it is not.
 */
final class LeasedMetadataStore implements MetadataStore {

  private final Supplier<Lease<CheckedStore>> leases;
  private final StoreFailures failures;

  LeasedMetadataStore(Supplier<Lease<CheckedStore>> leases, StoreFailures failures) {
    this.leases = leases;
    this.failures = failures;
  }

  @Override
  public MetadataCapabilities capabilities() {
    return call(MetadataStore::capabilities);
  }

  @Override
  public List<Optional<Entry>> get(List<Bytes> keys) {
    return call(store -> store.get(keys));
  }

  @Override
  public Optional<Entry> get(Bytes key) {
    return call(store -> store.get(key));
  }

  @Override
  public CasOutcome put(Bytes key, Bytes value, Revision expected) {
    return call(store -> store.put(key, value, expected));
  }

  @Override
  public CasOutcome delete(Bytes key, Revision expected) {
    return call(store -> store.delete(key, expected));
  }

  @Override
  public List<Entry> scan(Bytes after, Bytes before, int limit) {
    return call(store -> store.scan(after, before, limit));
  }

  private <R> R call(Function<MetadataStore, R> call) {
    try (Lease<CheckedStore> lease = leases.get()) {
      CheckedStore store = lease.service();
      try {
        R result = call.apply(store.checked());
        if (result instanceof CasOutcome.Unknown) {
          failures.add(Kind.METADATA, store.name());
        }
        return result;
      } catch (MetadataStoreException e) {
        failures.add(Kind.METADATA, store.name());
        throw e;
      }
    }
  }
}

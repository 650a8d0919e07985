package org.mucura.core.reclaim;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.mucura.core.blob.BlobRef;
import org.mucura.core.lease.Lease;
import org.mucura.core.store.StoreStatus;
import org.mucura.core.store.StoreStatus.Kind;
import org.mucura.core.store.Stores;
import org.mucura.spi.blob.BlobId;
import org.mucura.spi.blob.BlobStore;

/** Removes blobs, each from its store. */
final class BlobRemover {

  private final Stores stores;

  BlobRemover(Stores stores) {
    this.stores = stores;
  }

  /**
   * Removes blobs; those that are gone already are no error.
   *
   * @throws IOException if some may be left, for instance because their store is not there
   */
  void remove(Collection<BlobRef> blobs) throws IOException {
    Map<String, List<BlobId>> byStore = new TreeMap<>();
    for (BlobRef blob : blobs) {
      byStore.computeIfAbsent(blob.store(), name -> new ArrayList<>()).add(blob.id());
    }
    for (Map.Entry<String, List<BlobId>> entry : byStore.entrySet()) {
      if (!present().contains(entry.getKey())) {
        throw new IOException("content store " + entry.getKey() + " is not there");
      }
      try (Lease<BlobStore> lease = stores.ownBlobs(entry.getKey())) {
        lease.service().delete(entry.getValue());
      }
    }
  }

  /** The names of the content stores that are there. */
  List<String> present() {
    return stores.list().stream()
        .filter(status -> status.kind() == Kind.BLOBS)
        .map(StoreStatus::name)
        .distinct()
        .toList();
  }
}

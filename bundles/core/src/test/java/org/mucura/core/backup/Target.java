package org.mucura.core.backup;

import java.util.Optional;
import org.mucura.blobs.memory.MemoryBlobStore;
import org.mucura.core.store.RestoreTarget;
import org.mucura.metadata.memory.MemoryMetadataStore;
import org.mucura.spi.blob.BlobStore;
import org.mucura.spi.metadata.MetadataStore;

/** Stores to be restored into, under the names that a bench gives them. */
record Target(MetadataStore store, BlobStore content) implements RestoreTarget {

  static Target empty() {
    return new Target(new MemoryMetadataStore(), new MemoryBlobStore(1 << 26));
  }

  @Override
  public String metadataName() {
    return "default";
  }

  @Override
  public Optional<MetadataStore> metadata() {
    return Optional.of(store);
  }

  @Override
  public Optional<BlobStore> blobs(String name) {
    return name.equals("default") ? Optional.of(content) : Optional.empty();
  }
}

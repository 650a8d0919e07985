package org.mucura.core.store;

import java.util.Optional;
import org.mucura.spi.blob.BlobStore;
import org.mucura.spi.metadata.MetadataStore;

/** The stores as they are, for whoever fills them before a gateway uses them. */
public interface RestoreTarget {

  /** The name of the metadata store that the settings name. */
  String metadataName();

  /** The metadata store of that name; empty if it is not there. */
  Optional<MetadataStore> metadata();

  /** The content store of this name; empty if it is not there. */
  Optional<BlobStore> blobs(String name);
}

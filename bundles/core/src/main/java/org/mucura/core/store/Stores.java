package org.mucura.core.store;

import java.util.List;
import org.mucura.core.lease.Lease;
import org.mucura.spi.blob.BlobStore;
import org.mucura.spi.metadata.MetadataStore;

/** The stores of this gateway, which may come and go while requests use them. */
public interface Stores {

  /**
   * The metadata store that the settings name, whichever service that is at the time of each call.
   * The same object each time, to be kept. Each call holds the store for as long as it runs, waits
   * if the store is not there, and in the end is refused with an {@link
   * org.mucura.core.S3Exception} {@code SlowDown}, in which case nothing was done.
   */
  MetadataStore metadata();

  /**
   * The content store of this name, until the lease is closed.
   *
   * @throws org.mucura.core.S3Exception {@code SlowDown} if there is none and none comes
   */
  Lease<BlobStore> blobs(String name);

  /** All stores there are, for the administrator. */
  List<StoreStatus> list();
}

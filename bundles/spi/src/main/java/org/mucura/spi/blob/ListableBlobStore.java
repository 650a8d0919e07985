package org.mucura.spi.blob;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/** A store that can tell which blobs it holds, so that those of crashed writes are found. */
@ConsumerType
public interface ListableBlobStore {

  /**
   * The next blobs behind {@code after} in an order of the store's own, which stays the same as
   * long as blobs stay. Every blob that is there from the first call to the last appears once.
   * Fewer than {@code limit} means that there are no more.
   *
   * @param after the last id of the page before, empty to begin
   * @param limit 1 or more
   */
  List<BlobId> list(Optional<BlobId> after, int limit) throws IOException;
}

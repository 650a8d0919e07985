package org.mucura.core.testing;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.mucura.core.store.Stores;
import org.mucura.spi.blob.BlobId;
import org.mucura.spi.blob.ListableBlobStore;

/** What there is in a content store, but for the mark that says whose it is. */
public final class StoredBlobs {

  private static final int ALL = 1_000_000;

  private StoredBlobs() {}

  public static List<BlobId> of(ListableBlobStore store) {
    try {
      return store.list(Optional.empty(), ALL).stream()
          .filter(id -> !id.equals(Stores.MARK))
          .toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}

package org.mucura.blobs.filesystem;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.mucura.spi.blob.BlobExistsException;
import org.mucura.spi.blob.BlobId;

/** Ids that are about to become blobs: each by one thread, and hidden until they are durable. */
final class Claims {

  private final Set<BlobId> claimed = ConcurrentHashMap.newKeySet();

  /** What makes an id a blob. */
  interface Step {
    void run() throws IOException;
  }

  /** Whether {@code id} is about to become a blob. */
  boolean holds(BlobId id) {
    return claimed.contains(id);
  }

  /**
   * Runs {@code step} while nobody else may make {@code id} a blob.
   *
   * @throws BlobExistsException if somebody else is about to
   */
  void claim(BlobId id, Step step) throws IOException {
    if (!claimed.add(id)) {
      throw exists(id);
    }
    try {
      step.run();
    } finally {
      claimed.remove(id);
    }
  }

  static BlobExistsException exists(BlobId id) {
    return new BlobExistsException("blob " + id + " exists");
  }
}

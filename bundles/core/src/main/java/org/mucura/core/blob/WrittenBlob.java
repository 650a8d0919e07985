package org.mucura.core.blob;

import java.util.Optional;

/**
 * A blob that was written and that no record names yet.
 *
 * @param size in bytes
 */
public record WrittenBlob(BlobRef blob, long size, Digests digests) {

  /** The blob as a whole object. */
  public StoredPart asWhole() {
    return new StoredPart(0, size, blob, Optional.empty());
  }
}

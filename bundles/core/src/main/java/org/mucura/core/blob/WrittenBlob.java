package org.mucura.core.blob;

import java.util.Optional;
import org.mucura.core.seal.Seal;

/**
 * A blob that was written and that no record names yet.
 *
 * @param size in bytes, before it was sealed
 * @param seal how it is sealed
 */
public record WrittenBlob(BlobRef blob, long size, Seal seal, Digests digests) {

  /** The blob as a whole object. */
  public StoredPart asWhole() {
    return asPart(0);
  }

  /** The blob as a part of an upload. */
  public StoredPart asPart(int number) {
    return new StoredPart(number, size, blob, seal, Optional.empty());
  }
}

package org.mucura.core.blob;

import java.util.Optional;
import org.mucura.core.content.ObjectChecksum;
import org.mucura.core.seal.Seal;

/**
 * Bytes that came in one piece and are one blob: a whole object, or a part of one.
 *
 * @param number of the part in its upload; 0 if it was no upload
 * @param size in bytes, before it was sealed
 * @param seal how the blob is sealed
 * @param checksum of a part, as S3 shows it
 */
public record StoredPart(
    int number, long size, BlobRef blob, Seal seal, Optional<ObjectChecksum> checksum) {

  public StoredPart {
    if (number < 0 || size < 0) {
      throw new IllegalArgumentException("part " + number + " of " + size + " bytes");
    }
  }

  /** The same bytes as another blob. */
  public StoredPart movedTo(BlobRef other, Seal otherSeal) {
    return new StoredPart(number, size, other, otherSeal, checksum);
  }

  /** With a checksum that S3 shows. */
  public StoredPart with(Optional<ObjectChecksum> shown) {
    return new StoredPart(number, size, blob, seal, shown);
  }
}

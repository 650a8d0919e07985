package org.mucura.core.blob;

import java.util.Optional;
import org.mucura.core.content.ObjectChecksum;

/**
 * Bytes that came in one piece and are one blob: a whole object, or a part of one.
 *
 * @param number of the part in its upload; 0 if it was no upload
 * @param size in bytes
 * @param checksum of a part, as S3 shows it
 */
public record StoredPart(int number, long size, BlobRef blob, Optional<ObjectChecksum> checksum) {

  public StoredPart {
    if (number < 0 || size < 0) {
      throw new IllegalArgumentException("part " + number + " of " + size + " bytes");
    }
  }
}

package org.mucura.core.content;

import org.mucura.spi.Bytes;
import org.mucura.wire.checksum.ChecksumAlgorithm;
import org.mucura.wire.checksum.ChecksumType;

/**
 * A checksum of an object or a part.
 *
 * @param value the most significant byte first; of a {@link ChecksumType#COMPOSITE} one without the
 *     number of parts
 */
public record ObjectChecksum(ChecksumAlgorithm algorithm, ChecksumType type, Bytes value) {

  /** A body that came in one piece may have any algorithm's. */
  public ObjectChecksum {
    boolean typeFits = type == ChecksumType.FULL_OBJECT || algorithm.supports(type);
    if (!typeFits || value.length() != algorithm.length()) {
      throw new IllegalArgumentException(type + " " + algorithm + " of " + value.length());
    }
  }

  /** The checksum of a body that came in one piece. */
  public static ObjectChecksum ofBody(ChecksumAlgorithm algorithm, Bytes value) {
    return new ObjectChecksum(algorithm, ChecksumType.FULL_OBJECT, value);
  }
}

package org.mucura.core.blob;

import java.util.List;
import java.util.Optional;
import org.mucura.core.content.ObjectChecksum;
import org.mucura.spi.Bytes;
import org.mucura.wire.checksum.ChecksumAlgorithm;

/**
 * What one pass over a body computed.
 *
 * @param checksums the one that clients see first; CRC64NVME where they asked for none
 */
public record Digests(Bytes md5, int adler32, List<ObjectChecksum> checksums) {

  public Digests {
    checksums = List.copyOf(checksums);
  }

  /** The entity tag of a body that came in one piece. */
  public String etag() {
    return md5.toString();
  }

  public Optional<ObjectChecksum> checksum(ChecksumAlgorithm algorithm) {
    return checksums.stream().filter(c -> c.algorithm() == algorithm).findFirst();
  }
}

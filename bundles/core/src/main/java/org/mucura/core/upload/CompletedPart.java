package org.mucura.core.upload;

import java.util.Map;
import org.mucura.spi.Bytes;
import org.mucura.wire.checksum.ChecksumAlgorithm;

/**
 * A part as the client lists it when it completes an upload.
 *
 * @param etag without quotes
 * @param checksums that the client says it has
 */
public record CompletedPart(int number, String etag, Map<ChecksumAlgorithm, Bytes> checksums) {

  public CompletedPart {
    checksums = Map.copyOf(checksums);
  }
}

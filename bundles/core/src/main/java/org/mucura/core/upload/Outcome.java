package org.mucura.core.upload;

import java.util.List;
import java.util.Optional;
import org.mucura.core.content.ObjectChecksum;
import org.mucura.spi.Bytes;

/**
 * What an upload becomes or became.
 *
 * @param etag of the object, without quotes
 * @param checksums of the object; the one that S3 echoes first
 * @param adler32 of the object
 * @param partsCount how many parts it has
 * @param request the digest of the list of parts, by which a repeated request is known
 */
record Outcome(
    String etag, List<ObjectChecksum> checksums, int adler32, int partsCount, Bytes request) {

  Outcome {
    checksums = List.copyOf(checksums);
  }

  CompleteResult result() {
    return new CompleteResult(Optional.empty(), etag, checksums.stream().findFirst(), partsCount);
  }
}

package org.mucura.core.commit;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.mucura.core.blob.Contents;
import org.mucura.core.content.ObjectAttributes;
import org.mucura.core.content.ObjectChecksum;

/**
 * What an object is, whenever it came to be.
 *
 * @param owner the id of the account whose object it is
 * @param etag without quotes
 * @param checksums of the whole; the one that S3 echoes first
 * @param adler32 of the whole
 * @param uploadId of the upload that it was; empty if it was none
 */
public record ObjectData(
    String owner,
    ObjectAttributes attributes,
    String etag,
    Contents contents,
    List<ObjectChecksum> checksums,
    OptionalInt adler32,
    Optional<String> uploadId) {

  public ObjectData {
    checksums = List.copyOf(checksums);
  }

  /** The checksum that S3 echoes. */
  public Optional<ObjectChecksum> checksum() {
    return checksums.stream().findFirst();
  }

  public ObjectData withAttributes(ObjectAttributes other) {
    return new ObjectData(owner, other, etag, contents, checksums, adler32, uploadId);
  }
}

package org.mucura.core.upload;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.mucura.core.content.ObjectChecksum;
import org.mucura.core.object.WriteCondition;
import org.mucura.wire.checksum.ChecksumType;

/**
 * An upload to be completed.
 *
 * @param parts in ascending order of their numbers, not empty
 * @param condition of the object that is written
 * @param size that the object must have: {@code x-amz-mp-object-size}
 * @param type of the object's checksum that the request names; must be the upload's
 * @param checksum that the object must have
 */
public record CompleteUpload(
    UploadTarget upload,
    List<CompletedPart> parts,
    WriteCondition condition,
    OptionalLong size,
    Optional<ChecksumType> type,
    Optional<ObjectChecksum> checksum) {

  public CompleteUpload {
    parts = List.copyOf(parts);
  }
}

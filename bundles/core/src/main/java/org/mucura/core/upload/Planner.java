package org.mucura.core.upload;

import java.util.List;
import java.util.Optional;
import org.mucura.core.S3Exception;
import org.mucura.core.blob.Contents;
import org.mucura.core.blob.PartPages;
import org.mucura.core.blob.PartTable;
import org.mucura.core.blob.StoredPart;
import org.mucura.core.content.ObjectChecksum;
import org.mucura.core.format.Fields;
import org.mucura.core.object.WriteCondition;
import org.mucura.core.setting.CurrentSettings;
import org.mucura.spi.Bytes;
import org.mucura.wire.ErrorCode;

/** Makes the manifest of an object out of a request and the parts there are. */
final class Planner {

  private final PartStore parts;
  private final PartPages pages;
  private final CurrentSettings settings;

  Planner(PartStore parts, PartPages pages, CurrentSettings settings) {
    this.parts = parts;
    this.pages = pages;
    this.settings = settings;
  }

  /** Refuses a request that cannot be completed; what needs pages has them on return. */
  Manifest plan(UploadKey key, UploadRecord upload, CompleteUpload request, PartList list) {
    List<PartRecord> matched =
        list.match(parts.find(key, list.numbers()), settings.get().partSizeMin());
    JoinedDigests digests = new JoinedDigests(matched);
    long size = matched.stream().mapToLong(PartRecord::size).sum();
    if (request.size().orElse(size) != size) {
      throw new S3Exception(
          ErrorCode.INVALID_REQUEST,
          "The provided 'x-amz-mp-object-size' header value "
              + request.size().orElse(size)
              + " does not match what was computed: "
              + size);
    }
    checkChecksum(upload.objectChecksum(), request, digests);
    Outcome outcome =
        new Outcome(
            digests.etag(),
            digests.checksums(upload.objectChecksum()),
            digests.adler32(),
            matched.size(),
            list.digest());
    Bytes id = Contents.newId();
    List<StoredPart> stored = matched.stream().map(Planner::storedPart).toList();
    PartTable table = pages.write(key.bucket(), id, stored);
    Contents contents = new Contents(id, size, true, table, Fields.NONE);
    return new Manifest(contents, outcome, condition(upload, request.condition()));
  }

  /** What was written for a plan that was not taken. */
  void drop(UploadKey key, Manifest manifest) {
    pages.remove(key.bucket(), manifest.contents());
  }

  private static StoredPart storedPart(PartRecord part) {
    StoredPart stored = part.stored();
    return stored.with(part.shownChecksum());
  }

  private static WriteCondition condition(UploadRecord upload, WriteCondition asked) {
    return new WriteCondition(
        asked.ifMatch(), asked.ifNoneMatchAny(), asked.createOnly() || upload.createOnly());
  }

  private static void checkChecksum(
      UploadChecksum upload, CompleteUpload request, JoinedDigests digests) {
    if (request.type().filter(type -> type != upload.type()).isPresent()) {
      throw new S3Exception(
          ErrorCode.INVALID_REQUEST,
          "The upload was created with the checksum type "
              + upload.type()
              + ", the request to complete it has the checksum type "
              + request.type().get()
              + ".");
    }
    if (request.checksum().isEmpty()) {
      return;
    }
    ObjectChecksum claimed = request.checksum().get();
    Optional<ObjectChecksum> computed = digests.checksum(claimed.algorithm(), claimed.type());
    if (computed.isEmpty()) {
      throw new S3Exception(
          ErrorCode.INVALID_REQUEST,
          "The upload has no "
              + claimed.type()
              + " checksum of the algorithm "
              + claimed.algorithm()
              + ".");
    }
    if (!computed.get().equals(claimed)) {
      throw new S3Exception(
          ErrorCode.BAD_DIGEST,
          "The " + claimed.algorithm() + " you specified did not match the calculated checksum.");
    }
  }
}

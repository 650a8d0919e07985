package org.mucura.core.upload;

import java.time.Instant;
import java.util.Optional;
import org.mucura.core.content.ObjectAttributes;
import org.mucura.core.format.Fields;
import org.mucura.core.upload.UploadState.Completing;
import org.mucura.core.upload.UploadState.Reopening;

/**
 * An upload as it is kept.
 *
 * @param bucket the name of its bucket, for whoever completes it without a request
 * @param account the id of the account whose object it becomes
 * @param createOnly whether the object may not replace another one
 * @param rest what a newer release wrote besides
 */
record UploadRecord(
    String bucket,
    String account,
    Instant initiated,
    ObjectAttributes attributes,
    Optional<UploadChecksum> checksum,
    boolean createOnly,
    UploadState state,
    Fields rest) {

  UploadRecord with(UploadState next) {
    return new UploadRecord(
        bucket, account, initiated, attributes, checksum, createOnly, next, rest);
  }

  boolean isOpen() {
    return state instanceof UploadState.Open;
  }

  /** What is being completed, if something is. */
  Optional<Manifest> manifest() {
    if (state instanceof Completing completing) {
      return Optional.of(completing.manifest());
    }
    return state instanceof Reopening reopening
        ? Optional.of(reopening.manifest())
        : Optional.empty();
  }

  /** Whether a client can still see it: it is neither done nor aborted. */
  boolean isUnderWay() {
    return isOpen() || manifest().isPresent();
  }

  /** The checksum of the object. */
  UploadChecksum objectChecksum() {
    return checksum.orElse(UploadChecksum.DEFAULT);
  }

  Upload shown(UploadKey key) {
    return new Upload(
        key.uploadId(),
        key.key(),
        account,
        initiated,
        attributes.storageClass(),
        checksum.map(UploadChecksum::algorithm),
        checksum.map(UploadChecksum::type));
  }
}

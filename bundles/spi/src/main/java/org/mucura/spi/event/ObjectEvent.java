package org.mucura.spi.event;

import java.time.Instant;
import java.util.Optional;

/**
 * A change of one object.
 *
 * @param bucket the bucket's name
 * @param key the object's key
 * @param account the id of the account on whose behalf it was made
 * @param size of the object's contents in bytes, 0 for a removal
 * @param etag without quotes; empty for a removal
 */
public record ObjectEvent(
    Type type,
    String bucket,
    String key,
    String account,
    Instant at,
    long size,
    Optional<String> etag) {

  /** What happened; S3's names of event types in upper case. */
  public enum Type {
    OBJECT_CREATED_PUT,
    OBJECT_CREATED_COPY,
    OBJECT_CREATED_COMPLETE_MULTIPART_UPLOAD,
    OBJECT_REMOVED_DELETE
  }
}

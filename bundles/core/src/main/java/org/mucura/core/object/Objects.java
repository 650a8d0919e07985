package org.mucura.core.object;

import java.util.List;
import org.mucura.core.S3Exception;
import org.mucura.core.content.Body;
import org.mucura.wire.ErrorCode;

/**
 * The objects of buckets.
 *
 * <p>Every method may throw {@code SlowDown} if a store is not there in time, and {@code
 * ServiceUnavailable} if a store fails or does not know whether it made a change.
 */
public class Objects {

  /**
   * Puts an object in the place of whatever there is. On return it is durable, and every later read
   * sees it; if this throws anything but {@code ServiceUnavailable}, nothing has changed.
   *
   * @throws S3Exception {@code KeyTooLongError}, {@code BadDigest}, {@code IncompleteBody}, {@code
   *     EntityTooLarge}, those of {@link WriteCondition}, or {@code ConditionalRequestConflict} if
   *     others kept changing the key
   */
  public PutResult put(PutObject request, Body body) {
    throw new S3Exception(ErrorCode.NOT_IMPLEMENTED);
  }

  /**
   * @throws S3Exception {@code NoSuchKey}, {@code PreconditionFailed}, {@code InvalidPartNumber},
   *     or {@link NotModifiedException}
   */
  public ObjectInfo head(GetObject request) {
    throw new S3Exception(ErrorCode.NOT_IMPLEMENTED);
  }

  /**
   * Opens an object for reading; as {@link #head} otherwise. The caller closes it.
   *
   * @throws S3Exception as {@link #head}
   */
  public OpenObject get(GetObject request) {
    throw new S3Exception(ErrorCode.NOT_IMPLEMENTED);
  }

  /**
   * Removes an object; where there is none, and no condition, that is no error.
   *
   * @throws S3Exception {@code NoSuchKey} or {@code PreconditionFailed} as the condition says
   */
  public DeleteResult delete(DeleteObject request) {
    throw new S3Exception(ErrorCode.NOT_IMPLEMENTED);
  }

  /** Removes objects, each on its own: an outcome for each request, in their order. */
  public List<DeleteOutcome> deleteAll(List<DeleteObject> requests) {
    throw new S3Exception(ErrorCode.NOT_IMPLEMENTED);
  }

  /**
   * Copies an object. The copy has contents of its own, in one piece.
   *
   * @throws S3Exception {@code NoSuchKey} or {@code PreconditionFailed} of the source, {@code
   *     InvalidRequest} for a copy onto itself that changes nothing, {@code EntityTooLarge} beyond
   *     5 GiB, or as {@link #put}
   */
  public CopyResult copy(CopyObject request) {
    throw new S3Exception(ErrorCode.NOT_IMPLEMENTED);
  }
}

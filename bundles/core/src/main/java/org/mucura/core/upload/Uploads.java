package org.mucura.core.upload;

import org.mucura.core.S3Exception;
import org.mucura.core.bucket.Bucket;
import org.mucura.core.content.Body;
import org.mucura.wire.ErrorCode;

/**
 * Objects that are uploaded in parts.
 *
 * <p>Every method that names an upload may throw {@code NoSuchUpload}: there is none of that id for
 * that key in that bucket, or it is finished or aborted. As of {@link
 * org.mucura.core.object.Objects}, {@code SlowDown} and {@code ServiceUnavailable} may come from
 * every method.
 *
 * <p>Threads: all methods may be called at once by any number of threads.
 */
public class Uploads {

  /**
   * Begins an upload.
   *
   * @throws S3Exception {@code KeyTooLongError}, {@code InvalidRequest}
   */
  public Upload create(CreateUpload request) {
    throw new S3Exception(ErrorCode.NOT_IMPLEMENTED);
  }

  /**
   * Stores a part, in the place of a former one of its number.
   *
   * @throws S3Exception {@code InvalidArgument} for a number out of range; {@code InvalidRequest}
   *     if the body has another checksum than the upload asks for; and as {@link
   *     org.mucura.core.object.Objects#put} for the body
   */
  public PartInfo putPart(PartTarget target, Body body) {
    throw new S3Exception(ErrorCode.NOT_IMPLEMENTED);
  }

  /**
   * Stores bytes of an object as a part.
   *
   * @throws S3Exception as {@link #putPart}; {@code NoSuchKey} and {@code PreconditionFailed} of
   *     the source; {@code InvalidArgument} if the range does not lie within it
   */
  public PartInfo copyPart(CopyPart request) {
    throw new S3Exception(ErrorCode.NOT_IMPLEMENTED);
  }

  /**
   * Makes the object of the listed parts, and frees the others. Repeated within 24 hours after it
   * succeeded, it answers the same.
   *
   * @throws S3Exception {@code MalformedXML} for no parts; {@code InvalidPartOrder}; {@code
   *     InvalidPart} for a part that is not there or has another entity tag or checksum; {@code
   *     EntityTooSmall}; {@code InvalidRequest} for another size or checksum type; {@code
   *     BadDigest}; those of {@link org.mucura.core.object.WriteCondition}, upon which the upload
   *     can still be completed
   */
  public CompleteResult complete(CompleteUpload request) {
    throw new S3Exception(ErrorCode.NOT_IMPLEMENTED);
  }

  /** Ends an upload and frees its parts. */
  public void abort(UploadTarget upload) {
    throw new S3Exception(ErrorCode.NOT_IMPLEMENTED);
  }

  /** A page of the parts of an upload. */
  public PartPage listParts(PartQuery query) {
    throw new S3Exception(ErrorCode.NOT_IMPLEMENTED);
  }

  /** A page of the uploads under way in a bucket. */
  public UploadPage list(Bucket bucket, UploadQuery query) {
    throw new S3Exception(ErrorCode.NOT_IMPLEMENTED);
  }
}

package org.mucura.core.object;

import org.mucura.core.S3Exception;
import org.mucura.core.bucket.Bucket;
import org.mucura.wire.ErrorCode;

/** Lists the objects of a bucket in the order of their keys' UTF-8 bytes. */
public class Listing {

  /**
   * One page. An object that was there before the listing began and stayed is on exactly one page;
   * a page may end before {@code maxKeys} if much of what was looked at is not there any more.
   */
  public ObjectPage list(Bucket bucket, ObjectQuery query) {
    throw new S3Exception(ErrorCode.NOT_IMPLEMENTED, bucket.name() + query);
  }
}

package org.mucura.core.object;

import java.time.Instant;
import org.mucura.core.bucket.Bucket;

/**
 * What is to be copied.
 *
 * @param conditions all of {@code x-amz-copy-source-if-*}; what fails is {@code
 *     PreconditionFailed}, never {@code NotModified}
 */
public record CopySource(Bucket bucket, String key, ReadConditions conditions) {

  /**
   * Judges the object that is about to be copied.
   *
   * @throws org.mucura.core.S3Exception {@code PreconditionFailed}
   */
  public void check(String etag, Instant lastModified) {
    if (conditions.check(etag, lastModified)) {
      throw ReadConditions.failed("x-amz-copy-source-If-None-Match");
    }
  }
}

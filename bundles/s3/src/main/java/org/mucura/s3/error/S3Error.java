package org.mucura.s3.error;

import java.util.Map;
import org.mucura.core.S3Exception;
import org.mucura.wire.ErrorCode;

/**
 * A failure as the client is told of it.
 *
 * @param details further elements, in order
 */
public record S3Error(ErrorCode code, String message, Map<String, String> details) {

  /** Something that was not expected: the client is told nothing of it. */
  static final S3Error INTERNAL =
      new S3Error(ErrorCode.INTERNAL_ERROR, ErrorCode.INTERNAL_ERROR.message(), Map.of());

  static S3Error of(S3Exception failure) {
    String message = failure.getMessage();
    return new S3Error(
        failure.code(), message == null ? failure.code().message() : message, failure.details());
  }
}

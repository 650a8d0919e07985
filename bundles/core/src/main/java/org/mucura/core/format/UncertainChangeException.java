package org.mucura.core.format;

import org.mucura.core.S3Exception;
import org.mucura.wire.ErrorCode;

/**
 * A change that may have been made, or may still be: {@code ServiceUnavailable} to the client. What
 * the change would have named must not be freed by whoever asked for it.
 */
public final class UncertainChangeException extends S3Exception {

  private static final long serialVersionUID = 1;

  UncertainChangeException(Throwable cause) {
    super(ErrorCode.SERVICE_UNAVAILABLE, ErrorCode.SERVICE_UNAVAILABLE.message(), cause);
  }

  /** A change that was made, but must not be acknowledged. */
  public UncertainChangeException(S3Exception reason) {
    super(reason.code(), String.valueOf(reason.getMessage()), reason);
  }
}

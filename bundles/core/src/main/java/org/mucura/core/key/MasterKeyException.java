package org.mucura.core.key;

import org.jspecify.annotations.Nullable;
import org.mucura.core.S3Exception;
import org.mucura.wire.ErrorCode;

/**
 * A master key is needed that is not there. To clients it is {@code ServiceUnavailable}; what an
 * administrator needs to know is in {@link #reason}.
 */
public final class MasterKeyException extends S3Exception {

  private static final long serialVersionUID = 1;

  private final String reason;

  /**
   * With what an administrator needs to know.
   *
   * @param cause for the log, if there is one
   */
  MasterKeyException(String reason, @Nullable Throwable cause) {
    super(
        ErrorCode.SERVICE_UNAVAILABLE,
        "The gateway cannot open what it keeps.",
        new IllegalStateException(reason, cause));
    this.reason = reason;
  }

  MasterKeyException(String reason) {
    this(reason, null);
  }

  /** What is missing, where it should be, and what to do. */
  public String reason() {
    return reason;
  }
}

package org.mucura.core.object;

import org.mucura.core.S3Exception;
import org.mucura.wire.ErrorCode;

/** The object is the one that the client has already. */
public final class NotModifiedException extends S3Exception {

  private static final long serialVersionUID = 1;

  private final transient ObjectInfo current;

  NotModifiedException(ObjectInfo current) {
    super(ErrorCode.NOT_MODIFIED);
    this.current = current;
  }

  /** The object as it is. */
  public ObjectInfo current() {
    return current;
  }
}

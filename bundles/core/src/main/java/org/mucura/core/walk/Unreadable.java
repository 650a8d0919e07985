package org.mucura.core.walk;

import org.mucura.core.S3Exception;
import org.mucura.wire.ErrorCode;

/** Tells metadata that are damaged from a store that is not there. */
public final class Unreadable {

  private Unreadable() {}

  /**
   * Returns if what failed fails again whenever it is tried.
   *
   * @throws S3Exception {@code cause} itself, if the store may be there later
   */
  public static void require(RuntimeException cause) {
    if (cause instanceof S3Exception e && e.code() != ErrorCode.INTERNAL_ERROR) {
      throw e;
    }
  }
}

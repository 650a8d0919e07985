package org.mucura.core.store;

import org.mucura.core.S3Exception;
import org.mucura.wire.ErrorCode;

/**
 * A metadata store is not to be used by this release, or not yet. To clients it is {@code
 * ServiceUnavailable}; what an administrator needs to know is in {@link #reason}.
 */
public final class LayoutException extends S3Exception {

  private static final long serialVersionUID = 1;

  private final String reason;

  LayoutException(String reason) {
    super(
        ErrorCode.SERVICE_UNAVAILABLE,
        "The metadata store has a layout that this gateway does not use.",
        new IllegalStateException(reason));
    this.reason = reason;
  }

  static LayoutException of(String store, LayoutRecord found) {
    return new LayoutException(
        "the metadata store "
            + store
            + found
                .restoring()
                .map(
                    what ->
                        " is not whole: a restore of "
                            + what
                            + " began and did not end; give the same --restore again to go on with"
                            + " it")
                .orElse(
                    " has layout "
                        + found.layout()
                        + ", this release knows layout "
                        + LayoutRecord.LAYOUT
                        + ": left untouched, not used; start the release that wrote it, or a later"
                        + " one"));
  }

  static LayoutException unreadable(String store, String cause) {
    return new LayoutException(
        "the metadata store "
            + store
            + " does not tell its layout ("
            + cause
            + "), this release knows layout "
            + LayoutRecord.LAYOUT
            + ": left untouched, not used");
  }

  /** What is found, what this release knows, and what to do. */
  public String reason() {
    return reason;
  }
}

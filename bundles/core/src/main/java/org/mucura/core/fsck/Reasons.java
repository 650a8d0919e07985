package org.mucura.core.fsck;

/** Says to an administrator why something failed. */
final class Reasons {

  private Reasons() {}

  /** The message of the deepest cause, which knows most. */
  static String of(Throwable failure) {
    Throwable deepest = failure;
    while (deepest.getCause() != null) {
      deepest = deepest.getCause();
    }
    return String.valueOf(deepest.getMessage());
  }
}

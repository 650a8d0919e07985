package org.mucura.core;

/** Says to an administrator why something failed. */
public final class DeepestCause {

  private DeepestCause() {}

  /** The message of the deepest cause, which knows most. */
  public static String message(Throwable failure) {
    Throwable deepest = failure;
    while (deepest.getCause() != null) {
      deepest = deepest.getCause();
    }
    return String.valueOf(deepest.getMessage());
  }
}

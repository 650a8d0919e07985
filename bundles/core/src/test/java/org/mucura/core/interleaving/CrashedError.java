package org.mucura.core.interleaving;

/** Ends a party whose process has ended: nothing that it does from then on has an effect. */
final class CrashedError extends Error {

  private static final long serialVersionUID = 1;

  CrashedError() {
    super("crashed", null, false, false);
  }
}

package org.mucura.core.interleaving;

/** What becomes of a store call and of who made it. */
enum Fate {
  /** It is made and answered. */
  NORMAL,
  /** It is made, and the caller's process ends before it hears of that. */
  CRASH,
  /** It is made, and the answer is that nobody knows. */
  UNKNOWN_MADE,
  /** It is not made, and the answer is that nobody knows. */
  UNKNOWN_LOST,
  /** The answer is that nobody knows; it is made at some later time. */
  UNKNOWN_LATER,
  /** It is not made, and its caller's process ends: the run is given up. */
  END
}

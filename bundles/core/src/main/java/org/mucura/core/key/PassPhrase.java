package org.mucura.core.key;

/** What protects master keys wherever they are outside of the ring. */
public final class PassPhrase {

  /** The least length, in characters. */
  public static final int LENGTH_MIN = 12;

  private PassPhrase() {}

  /**
   * Refuses what is too short.
   *
   * @throws IllegalArgumentException if it has fewer characters than that
   */
  public static void requireLength(int characters) {
    if (characters < LENGTH_MIN) {
      throw new IllegalArgumentException(
          "a pass phrase has at least " + LENGTH_MIN + " characters");
    }
  }
}

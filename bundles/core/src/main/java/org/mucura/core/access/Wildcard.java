package org.mucura.core.access;

/**
 * Patterns of IAM: {@code *} stands for any number of characters, {@code ?} for exactly one.
 *
 * @see <a href=
 *     "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html">
 *     IAM JSON policy elements: Resource</a>
 */
final class Wildcard {

  private Wildcard() {}

  /** Whether {@code pattern} describes all of {@code text}. */
  static boolean matches(String pattern, String text) {
    return matches(pattern, text, false);
  }

  /** As {@link #matches(String, String)}, with {@code a} the same as {@code A}. */
  static boolean matchesIgnoringCase(String pattern, String text) {
    return matches(pattern, text, true);
  }

  /**
   * Goes from left to right; where the texts part, the last star takes one character more. Earlier
   * stars need no second look, so the time is at most the product of the lengths.
   */
  private static boolean matches(String pattern, String text, boolean ignoreCase) {
    int p = 0;
    int t = 0;
    int star = -1;
    int taken = 0;
    while (t < text.length()) {
      if (p < pattern.length() && pattern.charAt(p) == '*') {
        star = p++;
        taken = t;
      } else if (p < pattern.length() && pattern.charAt(p) == '?') {
        p++;
        t += Character.charCount(text.codePointAt(t));
      } else if (p < pattern.length() && same(pattern.charAt(p), text.charAt(t), ignoreCase)) {
        p++;
        t++;
      } else if (star >= 0) {
        p = star + 1;
        t = ++taken;
      } else {
        return false;
      }
    }
    while (p < pattern.length() && pattern.charAt(p) == '*') {
      p++;
    }
    return p == pattern.length();
  }

  private static boolean same(char a, char b, boolean ignoreCase) {
    return a == b || (ignoreCase && lower(a) == lower(b));
  }

  /** Actions are ASCII; a letter beyond it is nobody's lower case. */
  private static char lower(char c) {
    return c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c;
  }
}

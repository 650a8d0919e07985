package org.mucura.settings.check;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the word that was meant. */
public final class Nearest {

  private Nearest() {}

  /** The word that differs least; empty if none is alike in half of its letters. */
  public static Optional<String> to(String word, Collection<String> words) {
    return words.stream()
        .filter(other -> 2 * distance(word, other) <= Math.max(word.length(), other.length()))
        .min(Comparator.comparingInt(other -> distance(word, other)));
  }

  /** How many letters are to be added, left out or changed; small and capital ones are equal. */
  private static int distance(String one, String other) {
    String a = one.toLowerCase(Locale.ROOT);
    String b = other.toLowerCase(Locale.ROOT);
    int[] before = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      before[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] now = new int[b.length() + 1];
      now[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = before[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        now[j] = Math.min(change, 1 + Math.min(before[j], now[j - 1]));
      }
      before = now;
    }
    return before[b.length()];
  }
}

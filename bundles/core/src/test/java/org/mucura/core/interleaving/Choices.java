package org.mucura.core.interleaving;

import java.util.ArrayList;
import java.util.List;

/** Enumerates all sequences of choices, depth first: one run of a scenario for each. */
final class Choices {

  private final List<int[]> path = new ArrayList<>();
  private int depth;

  /** A choice among {@code options}; 0 the first time it is come to. */
  int choose(int options) {
    if (depth == path.size()) {
      path.add(new int[] {0, options});
    }
    int[] node = path.get(depth++);
    if (node[1] != options) {
      throw new AssertionError("not deterministic: " + options + " options at " + this);
    }
    return node[0];
  }

  /** Prepares the next run; false if there is none. */
  boolean next() {
    depth = 0;
    while (!path.isEmpty()) {
      int[] last = path.get(path.size() - 1);
      if (++last[0] < last[1]) {
        return true;
      }
      path.remove(path.size() - 1);
    }
    return false;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    path.forEach(node -> text.append(node[0]).append('/').append(node[1]).append(' '));
    return text.toString();
  }
}

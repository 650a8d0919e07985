package org.mucura.http.routing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One state of the routing: which path of which listener is whose. Immutable. */
final class Routes {

  /** Every path below this is Mucura's own: no bucket can be named so. */
  private static final String OWN = "/-";

  static final Routes NONE = new Routes(List.of());

  /**
   * One beginning of paths on one listener.
   *
   * @param owner null if the application has gone and its successor is awaited
   * @param keptUntil where there is no owner, the {@link System#nanoTime} until which one is
   *     awaited
   */
  record Entry(String listener, String path, @Nullable ServedApplication owner, long keptUntil) {

    static Entry owned(String listener, String path, ServedApplication owner) {
      return new Entry(listener, path, owner, 0);
    }

    static Entry vacant(String listener, String path, Duration kept) {
      return new Entry(listener, path, null, System.nanoTime() + kept.toNanos());
    }

    boolean fits(String wanted) {
      return !isOver() && (path.equals("/") ? isForeign(wanted) : begins(wanted, path));
    }

    boolean isOver() {
      return owner == null && System.nanoTime() - keptUntil > 0;
    }

    boolean samePlace(Entry other) {
      return listener.equals(other.listener) && path.equals(other.path);
    }
  }

  private final Map<String, List<Entry>> byListener = new HashMap<>();

  /** Of several entries for the same listener and path the first counts. */
  Routes(List<Entry> entries) {
    for (Entry entry : entries) {
      byListener.computeIfAbsent(entry.listener(), listener -> new ArrayList<>()).add(entry);
    }
    byListener
        .values()
        .forEach(list -> list.sort(Comparator.comparingInt(e -> -e.path().length())));
  }

  /** The owner of the longest beginning that fits, not yet leased. */
  Route find(String listener, String path) {
    for (Entry entry : byListener.getOrDefault(listener, List.of())) {
      if (entry.fits(path)) {
        return entry.owner() == null ? Route.Unserved.AWAITED : entry.owner();
      }
    }
    // While the server starts, an application that claims everything may be still to come: a
    // client must not take that for a missing bucket.
    return isForeign(path) ? Route.Unserved.AWAITED : Route.Unserved.NOWHERE;
  }

  private static boolean isForeign(String path) {
    return path.startsWith("/") && !begins(path, OWN);
  }

  private static boolean begins(String path, String beginning) {
    return path.startsWith(beginning)
        && (path.length() == beginning.length()
            || beginning.endsWith("/")
            || path.charAt(beginning.length()) == '/');
  }
}

package org.mucura.http.routing;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mucura.http.Application;

/** One state of the routing: which path of which listener is whose. Immutable. */
final class Routes {

  /** Every path below this is Mucura's own: no bucket can be named so. */
  private static final String OWN = "/-";

  static final Routes NONE = new Routes(List.of());

  /**
   * One beginning of paths on one listener.
   *
   * @param place what it is
   * @param owner null if the application has gone and its successor is awaited
   * @param keptUntil where there is no owner, the {@link System#nanoTime} until which one is
   *     awaited
   */
  record Entry(Place place, @Nullable ServedApplication owner, long keptUntil) {

    static Entry owned(Place place, ServedApplication owner) {
      return new Entry(place, owner, 0);
    }

    static Entry vacant(Place place, Duration kept) {
      return new Entry(place, null, System.nanoTime() + kept.toNanos());
    }

    boolean fits(String wanted) {
      String path = place.path();
      return !isOver() && (path.equals("/") ? isForeign(wanted) : begins(wanted, path));
    }

    /** Below the domains of an application there is nothing that is not its own. */
    boolean fitsByHost(@Nullable String host, String wanted) {
      return !isOver() && place.domains().cover(host) && begins(wanted, place.path());
    }

    boolean isOn(String listener) {
      String where = place.listener();
      return where.equals(Application.EVERY_LISTENER) || where.equals(listener);
    }

    boolean isOver() {
      return owner == null && System.nanoTime() - keptUntil > 0;
    }

    boolean samePlace(Entry other) {
      return place.listener().equals(other.place.listener())
          && place.path().equals(other.place.path());
    }
  }

  /** A beginning of paths on a listener, and the domains where no other application counts. */
  record Place(String listener, String path, Domains domains) {}

  private final Map<String, List<Entry>> byListener = new HashMap<>();
  private final List<Entry> everywhere;

  /** Of several entries for the same listener and path the first counts. */
  Routes(List<Entry> entries) {
    everywhere = of(Application.EVERY_LISTENER, entries);
    for (Entry entry : entries) {
      byListener.computeIfAbsent(entry.place().listener(), listener -> of(listener, entries));
    }
  }

  /** The entries that count on a listener, the longest first. */
  private static List<Entry> of(String listener, List<Entry> entries) {
    return entries.stream()
        .filter(entry -> entry.isOn(listener))
        .sorted(Comparator.comparingInt(entry -> -entry.place().path().length()))
        .toList();
  }

  /** The owner of the longest beginning that fits, not yet leased. */
  Route find(String listener, @Nullable String host, String path) {
    List<Entry> entries = byListener.getOrDefault(listener, everywhere);
    for (Entry entry : entries) {
      if (entry.fitsByHost(host, path)) {
        return routeTo(entry);
      }
    }
    for (Entry entry : entries) {
      if (entry.fits(path)) {
        return routeTo(entry);
      }
    }
    // While the server starts, an application that claims everything may be still to come: a
    // client must not take that for a missing bucket.
    return isForeign(path) ? Route.Unserved.AWAITED : Route.Unserved.NOWHERE;
  }

  private static Route routeTo(Entry entry) {
    return entry.owner() == null ? Route.Unserved.AWAITED : entry.owner();
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

package org.mucura.http.routing;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.mucura.http.Application;
import org.mucura.http.routing.Routes.Entry;
import org.mucura.http.routing.Routes.Place;

/**
 * What an application's service properties ask for.
 *
 * @param name for logs
 * @param listeners names of listeners
 * @param paths raw, each beginning with a slash
 * @param domains whose hosts are the application's own
 * @param ranking the service's, the higher wins
 * @param id the service's, the lower wins where the ranking is equal
 */
record Claims(
    String name, Set<String> listeners, Set<String> paths, Domains domains, int ranking, long id)
    implements Comparable<Claims> {

  private static final Comparator<Claims> ORDER =
      Comparator.comparingInt(Claims::ranking).reversed().thenComparingLong(Claims::id);

  Claims {
    if (listeners.isEmpty() || paths.isEmpty()) {
      throw new IllegalArgumentException(
          "application " + name + " needs the properties listeners and paths");
    }
    for (String path : paths) {
      if (!path.startsWith("/")) {
        throw new IllegalArgumentException("path of application " + name + ": " + path);
      }
    }
  }

  static Claims of(Map<String, ?> properties) {
    return new Claims(
        properties.get(Application.NAME) instanceof String name ? name : "?",
        strings(properties.get(Application.LISTENERS)),
        strings(properties.get(Application.PATHS)),
        Domains.of(properties.get(Application.BASE_DOMAINS)),
        properties.get("service.ranking") instanceof Integer ranking ? ranking : 0,
        properties.get("service.id") instanceof Long id ? id : 0);
  }

  /** One entry for each path on each listener. */
  List<Entry> entries(Function<Place, Entry> maker) {
    return listeners.stream()
        .flatMap(listener -> paths.stream().map(path -> new Place(listener, path, domains)))
        .map(maker)
        .toList();
  }

  private static Set<String> strings(@Nullable Object value) {
    if (value instanceof String one) {
      return Set.of(one);
    }
    return value instanceof String[] many ? new LinkedHashSet<>(List.of(many)) : Set.of();
  }

  @Override
  public int compareTo(Claims other) {
    return ORDER.compare(this, other);
  }
}

package org.mucura.s3.admission;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Requests that wait for slow clients and gave up their places. For one thread at a time.
 *
 * <p>When there are too many, the account that has most of them loses the one that has been slow
 * for longest.
 */
final class SlowTransfers {

  private int max;
  private final Map<String, Set<Place>> accounts = new LinkedHashMap<>();
  private int size;

  SlowTransfers(int max) {
    this.max = max;
  }

  /** Another bound for those who come from now on. */
  void resize(int newMax) {
    max = newMax;
  }

  int size() {
    return size;
  }

  /** Takes one in; returns the one that is too many, which may be this one and is to be cut. */
  Optional<Place> add(Place place) {
    accounts.computeIfAbsent(place.account(), account -> new LinkedHashSet<>()).add(place);
    size++;
    if (size <= max) {
      return Optional.empty();
    }
    Place surplus = most().iterator().next();
    remove(surplus);
    return Optional.of(surplus);
  }

  private Set<Place> most() {
    Set<Place> most = Set.of();
    for (Set<Place> places : accounts.values()) {
      if (places.size() > most.size()) {
        most = places;
      }
    }
    return most;
  }

  /** Ends one; nothing if it is none of these. */
  void remove(Place place) {
    Set<Place> places = accounts.get(place.account());
    if (places != null && places.remove(place)) {
      size--;
      if (places.isEmpty()) {
        accounts.remove(place.account());
      }
    }
  }
}

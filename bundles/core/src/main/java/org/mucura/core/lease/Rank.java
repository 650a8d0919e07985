package org.mucura.core.lease;

import java.util.Comparator;
import java.util.Map;

/**
 * The order of services as OSGi has it: the higher ranking first, then the older one.
 *
 * @param ranking the property {@code service.ranking}
 * @param id the property {@code service.id}
 */
public record Rank(int ranking, long id) implements Comparable<Rank> {

  private static final Comparator<Rank> ORDER =
      Comparator.comparingInt(Rank::ranking).reversed().thenComparingLong(Rank::id);

  /** As the properties of a service say; what they lack is 0. */
  public static Rank of(Map<String, ?> properties) {
    return new Rank(
        properties.get("service.ranking") instanceof Integer ranking ? ranking : 0,
        properties.get("service.id") instanceof Long id ? id : 0);
  }

  @Override
  public int compareTo(Rank other) {
    return ORDER.compare(this, other);
  }
}

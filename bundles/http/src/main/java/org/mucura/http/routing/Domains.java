package org.mucura.http.routing;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Domains whose hosts are an application's own.
 *
 * @param suffixes in lower case, each with a dot before it
 */
record Domains(List<String> suffixes) {

  Domains {
    suffixes = List.copyOf(suffixes);
  }

  /** Reads a service property: names separated by commas, or nothing. */
  static Domains of(@Nullable Object property) {
    return new Domains(
        property instanceof String names
            ? Arrays.stream(names.split(",", -1))
                .map(name -> name.strip().toLowerCase(Locale.ROOT))
                .filter(name -> !name.isEmpty())
                .map(name -> "." + name)
                .toList()
            : List.of());
  }

  /** Whether a host is below one of them. */
  boolean cover(@Nullable String host) {
    if (suffixes.isEmpty() || host == null) {
      return false;
    }
    String lower = host.toLowerCase(Locale.ROOT);
    String name = lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    return suffixes.stream().anyMatch(s -> name.length() > s.length() && name.endsWith(s));
  }
}

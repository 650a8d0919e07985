package org.mucura.core.object;

import java.util.Set;

/**
 * The entity tags of a conditional header.
 *
 * @param etags without quotes
 * @param any {@code *}: whatever there is
 */
public record EtagMatch(Set<String> etags, boolean any) {

  /** {@code *}. */
  public static final EtagMatch ANY = new EtagMatch(Set.of(), true);

  public EtagMatch {
    etags = Set.copyOf(etags);
  }

  public static EtagMatch of(String... etags) {
    return new EtagMatch(Set.of(etags), false);
  }

  public boolean matches(String etag) {
    return any || etags.contains(etag);
  }
}

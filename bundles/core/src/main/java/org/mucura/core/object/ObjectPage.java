package org.mucura.core.object;

import java.util.List;
import java.util.Optional;

/**
 * A page of a listing.
 *
 * @param objects in order of their keys
 * @param commonPrefixes in order; each one on one page only
 * @param next what {@link ObjectQuery#after} is for the next page; present if and only if the
 *     listing was truncated. It need not be a key of this page
 */
public record ObjectPage(
    List<ListedObject> objects, List<String> commonPrefixes, Optional<String> next) {

  public boolean truncated() {
    return next.isPresent();
  }
}

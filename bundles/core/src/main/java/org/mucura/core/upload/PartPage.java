package org.mucura.core.upload;

import java.util.List;
import java.util.OptionalInt;

/**
 * Parts of an upload in the order of their numbers.
 *
 * @param next {@link PartQuery#after} of the next page; present if and only if there is one
 */
public record PartPage(Upload upload, List<PartInfo> parts, OptionalInt next) {

  public PartPage {
    parts = List.copyOf(parts);
  }
}

package org.mucura.core.blob;

import java.util.List;

/** Where the parts of contents are, in the order of their bytes. */
public sealed interface PartTable {

  /** How many parts there are. */
  int count();

  /** Few parts, named where the contents are named. */
  record Inline(List<StoredPart> parts) implements PartTable {

    public Inline {
      parts = List.copyOf(parts);
    }

    @Override
    public int count() {
      return parts.size();
    }
  }

  /** Many parts, named in pages of their own. */
  record Paged(List<PageSummary> pages) implements PartTable {

    public Paged {
      pages = List.copyOf(pages);
    }

    @Override
    public int count() {
      return pages.stream().mapToInt(PageSummary::parts).sum();
    }
  }

  /**
   * A page seen from outside.
   *
   * @param parts how many it names
   * @param bytes how many they have together
   */
  record PageSummary(int parts, long bytes) {}
}

package org.mucura.core.fsck;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.mucura.core.fsck.Finding.Kind;

/** What was found so far: all are counted, the first are kept. */
final class Findings {

  private final List<Finding> kept = new ArrayList<>();
  private final Map<Kind, Long> found = new EnumMap<>(Kind.class);
  private final Map<Kind, Long> mended = new EnumMap<>(Kind.class);

  void add(Finding finding) {
    found.merge(finding.kind(), 1L, Long::sum);
    if (finding.mended()) {
      mended.merge(finding.kind(), 1L, Long::sum);
    }
    if (kept.size() < FsckReport.KEPT_MAX) {
      kept.add(finding);
    }
  }

  List<Finding> kept() {
    return List.copyOf(kept);
  }

  Map<Kind, Long> found() {
    return found;
  }

  Map<Kind, Long> mended() {
    return mended;
  }
}

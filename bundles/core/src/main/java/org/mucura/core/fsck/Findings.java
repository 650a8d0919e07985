package org.mucura.core.fsck;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mucura.core.DeepestCause;
import org.mucura.core.fsck.Finding.Kind;
import org.mucura.spi.Bytes;

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

  /** Of a record, or what belongs to it, that cannot be read or is not to be understood. */
  void addRecord(String place, Optional<String> object, RuntimeException cause) {
    add(new Finding(Kind.RECORD, "", place, object, DeepestCause.message(cause), false));
  }

  /** Of records that cannot be read. */
  void addGap(Bytes after, Bytes before, RuntimeException cause) {
    addRecord("records from " + after + " to " + before, Optional.empty(), cause);
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

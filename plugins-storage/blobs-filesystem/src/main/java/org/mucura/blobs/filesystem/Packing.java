package org.mucura.blobs.filesystem;

import java.time.Duration;
import org.mucura.blobs.filesystem.segment.SegmentStore;

/**
 * Which contents share files.
 *
 * @param contentMax contents up to so many bytes do; less than 0: none
 * @param segmentLength how long such a file may be, in bytes
 * @param compactionPause how long after a look at what is to be rewritten the next one comes
 */
public record Packing(int contentMax, long segmentLength, Duration compactionPause) {

  private static final int KIB = 1024;
  private static final int CONTENT_KIB = 128;
  private static final int SEGMENT_MIB = 64;

  /** As measured to be best. */
  public static final Packing DEFAULT = ofUnits(CONTENT_KIB, SEGMENT_MIB);

  /** Each content is a file of its own. */
  public static final Packing NONE = ofUnits(0, SEGMENT_MIB);

  public Packing {
    if (contentMax > SegmentStore.CONTENT_MAX || segmentLength < SegmentStore.CAPACITY_MIN) {
      throw new IllegalArgumentException(
          "contents of up to %d bytes are not to be packed into files of %d bytes"
              .formatted(contentMax, segmentLength));
    }
  }

  /**
   * @param contentKib 0: no content is packed
   */
  static Packing ofUnits(int contentKib, int segmentMib) {
    int contentMax = contentKib <= 0 ? -1 : Math.multiplyExact(contentKib, KIB);
    return new Packing(
        contentMax, (long) segmentMib * KIB * KIB, SegmentStore.COMPACTION_PAUSE_DEFAULT);
  }

  /** The same, but for the pause. */
  Packing withCompactionPause(Duration pause) {
    return new Packing(contentMax, segmentLength, pause);
  }
}

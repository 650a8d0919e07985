package org.mucura.blobs.filesystem.segment;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Chooses what is worth to be rewritten: segments of which less than half is alive, and small ones,
 * as starts leave them, once there are some. Only neighbours in time go into one new segment, so
 * that it spans no more time than they did and look-ups stay cheap.
 */
final class CompactionPlan {

  /** So many small segments are worth to become one. */
  private static final int SMALL_MIN = 4;

  private final Catalog catalog;
  private final long room;
  private final long small;
  private final List<SealedSegment> chosen = new ArrayList<>();
  private long bytes;
  private int records;
  private boolean sparse;

  private CompactionPlan(Catalog catalog, long capacity) {
    this.catalog = catalog;
    room = capacity - SegmentHeader.LENGTH - RecordHeader.LENGTH;
    small = capacity / SMALL_MIN;
  }

  /** The segments to be replaced by one; none if nothing is worth it. */
  static List<SealedSegment> choose(Catalog catalog, long capacity) throws IOException {
    CompactionPlan plan = new CompactionPlan(catalog, capacity);
    for (SealedSegment segment : catalog.sealed()) {
      // goes without a byte being written, also from a full medium
      if (plan.isCandidate(segment) && segment.aliveEntries() == 0 && plan.needed(segment) == 0) {
        return List.of(segment);
      }
    }
    for (SealedSegment segment : catalog.sealed()) {
      boolean candidate = plan.isCandidate(segment);
      boolean taken = candidate && plan.add(segment);
      if (!taken && plan.isWorth()) {
        break;
      } else if (!taken) {
        plan.clear();
        // what did not fit behind the others may begin a group of its own
        if (candidate) {
          plan.add(segment);
        }
      }
    }
    return plan.isWorth() ? plan.chosen : List.of();
  }

  /** The one of them that gives back most for the least room, or none if none gives back much. */
  static List<SealedSegment> easiest(Catalog catalog, long capacity, List<SealedSegment> chosen)
      throws IOException {
    CompactionPlan plan = new CompactionPlan(catalog, capacity);
    List<SealedSegment> easiest = List.of();
    long least = Long.MAX_VALUE;
    for (SealedSegment segment : chosen) {
      long needed = plan.needed(segment);
      if (isSparse(segment, needed) && needed < least) {
        easiest = List.of(segment);
        least = needed;
      }
    }
    return easiest;
  }

  /** How many bytes of a segment have to be kept. */
  private long needed(SealedSegment segment) throws IOException {
    long removals = Compaction.neededRemovals(segment, catalog).size();
    return segment.aliveBytes() + removals * RecordHeader.LENGTH;
  }

  private boolean isCandidate(SealedSegment segment) {
    boolean readable = !segment.isDamaged() && !segment.isIndexDamaged();
    return readable && (isSparse(segment, segment.aliveBytes()) || segment.length() < small);
  }

  private static boolean isSparse(SealedSegment segment, long needed) {
    long records = segment.length() - SegmentHeader.LENGTH - RecordHeader.LENGTH;
    return needed == 0 || needed < records / 2;
  }

  private boolean add(SealedSegment segment) throws IOException {
    int removals = Compaction.neededRemovals(segment, catalog).size();
    long needed = segment.aliveBytes() + (long) removals * RecordHeader.LENGTH;
    int count = segment.aliveEntries() + removals;
    boolean isSparse = isSparse(segment, needed);
    if ((!isSparse && segment.length() >= small)
        || bytes + needed > room
        || records + count > SegmentWriter.RECORDS_MAX - 2
        || chosen.size() == SegmentHeader.REPLACES_MAX) {
      return false;
    }
    chosen.add(segment);
    bytes += needed;
    records += count;
    sparse |= isSparse;
    return true;
  }

  private boolean isWorth() {
    return sparse || chosen.size() >= SMALL_MIN;
  }

  private void clear() {
    chosen.clear();
    bytes = 0;
    records = 0;
    sparse = false;
  }
}

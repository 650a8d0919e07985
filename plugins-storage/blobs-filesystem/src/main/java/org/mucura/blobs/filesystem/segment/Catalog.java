package org.mucura.blobs.filesystem.segment;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All segments at one moment. It never changes; what is in it may lose contents. */
final class Catalog {

  static final Catalog EMPTY = new Catalog(List.of(), List.of(), Set.of());

  private final List<OpenSegment> open;
  private final List<SealedSegment> sealed;

  /** The highest id of each sealed segment and all before it. */
  private final long[] highest;

  private final Map<Long, Segment> byNumber = new HashMap<>();

  /** The numbers of segments that are there and of which nothing is known. */
  private final Set<Long> unreadable;

  /**
   * @param open the newest last
   * @param sealed in any order
   * @param unreadable the numbers of segments that are there and may be read again one day
   */
  Catalog(
      Collection<OpenSegment> open, Collection<SealedSegment> sealed, Collection<Long> unreadable) {
    this.unreadable = Set.copyOf(unreadable);
    this.open = List.copyOf(open);
    this.sealed =
        sealed.stream()
            .sorted(Comparator.comparingLong(segment -> lowest(segment) ^ Long.MIN_VALUE))
            .toList();
    highest = new long[this.sealed.size()];
    long highestYet = 0;
    for (int i = 0; i < highest.length; i++) {
      long high = this.sealed.get(i).index().summary().highest();
      highestYet = Long.compareUnsigned(high, highestYet) > 0 ? high : highestYet;
      highest[i] = highestYet;
    }
    open.forEach(segment -> byNumber.put(segment.number(), segment));
    sealed.forEach(segment -> byNumber.put(segment.number(), segment));
  }

  /** The same but for the segments that can be read. */
  Catalog with(Collection<OpenSegment> newOpen, Collection<SealedSegment> newSealed) {
    return new Catalog(newOpen, newSealed, unreadable);
  }

  /** Whether the file of a segment is there, so that what is removed from it must stay so. */
  boolean has(long number) {
    return byNumber.containsKey(number) || unreadable.contains(number);
  }

  /** A content and the segment that has it. */
  record Found(Segment segment, Entry entry) {

    Removal removal() {
      return new Removal(segment.number(), entry.ordinal(), entry.length());
    }
  }

  List<OpenSegment> open() {
    return open;
  }

  /** In the order of their lowest ids. */
  List<SealedSegment> sealed() {
    return sealed;
  }

  @Nullable Segment byNumber(long number) {
    return byNumber.get(number);
  }

  /** The living content of {@code key}, or null. */
  @Nullable Found find(BlobKey key) throws IOException {
    for (int i = open.size() - 1; i >= 0; i--) {
      Entry entry = open.get(i).find(key);
      if (entry != null) {
        return new Found(open.get(i), entry);
      }
    }
    // ids begin with the time, so a segment spans a moment, and few span the same one
    for (int i = lastFrom(key); i >= 0; i--) {
      if (Long.compareUnsigned(highest[i], key.high()) < 0) {
        return null;
      }
      SealedSegment segment = sealed.get(i);
      Entry entry = segment.spans(key) ? segment.find(key) : null;
      if (entry != null) {
        return new Found(segment, entry);
      }
    }
    return null;
  }

  /** Up to {@code limit} living contents behind {@code after}, in order. */
  List<BlobKey> list(@Nullable BlobKey after, int limit) throws IOException {
    PriorityQueue<Head> heads = new PriorityQueue<>(Comparator.comparing(Head::key));
    for (Segment segment : byNumber.values()) {
      addNext(heads, segment, after);
    }
    List<BlobKey> page = new ArrayList<>();
    for (Head head = heads.poll(); head != null && page.size() < limit; head = heads.poll()) {
      page.add(head.key);
      addNext(heads, head.segment, head.key);
    }
    return page;
  }

  private record Head(BlobKey key, Segment segment) {}

  private static void addNext(PriorityQueue<Head> heads, Segment segment, @Nullable BlobKey after)
      throws IOException {
    Entry next = segment.next(after);
    if (next != null) {
      heads.add(new Head(next.key(), segment));
    }
  }

  /** The last sealed segment whose lowest id is not above {@code key}. */
  private int lastFrom(BlobKey key) {
    int low = 0;
    int high = sealed.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (Long.compareUnsigned(lowest(sealed.get(middle)), key.high()) <= 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low - 1;
  }

  private static long lowest(SealedSegment segment) {
    return segment.index().summary().lowest();
  }
}

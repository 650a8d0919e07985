package org.mucura.blobs.filesystem.segment;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.mucura.blobs.filesystem.disk.Room;
import org.mucura.blobs.filesystem.disk.Throttle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds at start what there is. A segment without a whole index is read from its beginning and
 * given one; a segment that cannot be read at all is named in the log and left as it is.
 */
final class Recovery {

  private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);

  private final Medium medium;
  private final Sealer sealer;
  private final Map<Long, OpenSegment> open = new HashMap<>();
  private final Map<Long, SealedSegment> sealed = new HashMap<>();
  private final Map<Long, Path> unreadable = new TreeMap<>();
  private long highest;

  Recovery(Medium medium) {
    this.medium = medium;
    sealer = new Sealer(medium);
  }

  /** All segments, with what is alive. */
  Catalog run() throws IOException {
    SortedSet<Long> numbers = medium.folder().segments();
    SortedSet<Long> indexes = medium.folder().indexes();
    Map<Long, SegmentHeader> headers = headers(numbers, indexes);
    removeReplaced(headers);
    dropIndexesWithoutSegment(indexes, numbers);
    for (SegmentHeader header : headers.values()) {
      load(header, indexes.contains(header.number()));
    }
    applyRemovals();
    return new Catalog(open.values(), sealed.values(), unreadable.keySet());
  }

  /** A number higher than all that were ever given. */
  long nextNumber() {
    return highest + 1;
  }

  /** Segments of which nothing is known. */
  List<Path> unreadable() {
    return List.copyOf(unreadable.values());
  }

  private Map<Long, SegmentHeader> headers(Set<Long> numbers, Set<Long> indexes)
      throws IOException {
    Map<Long, SegmentHeader> headers = new HashMap<>();
    for (long number : numbers) {
      highest = Math.max(highest, number);
      SegmentHeader header = header(number, indexes.contains(number));
      if (header == null) {
        leaveOut(number);
        LOG.warn("{} cannot be read and is left out", medium.folder().segment(number));
      } else {
        headers.put(number, header);
        header.replaces().forEach(each -> highest = Math.max(highest, each));
      }
    }
    return headers;
  }

  private void leaveOut(long number) {
    unreadable.put(number, medium.folder().segment(number));
  }

  private @Nullable SegmentHeader header(long number, boolean hasIndex) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(SegmentHeader.LENGTH);
    try {
      medium.files().read(medium.folder().segment(number), bytes, 0);
      SegmentHeader header = SegmentHeader.read(bytes);
      if (header != null && header.number() == number) {
        return header;
      }
    } catch (DamagedException e) {
      // shorter than a header: perhaps the index knows more
    }
    SegmentIndex index = hasIndex ? index(number) : null;
    if (index == null) {
      return null;
    }
    LOG.warn("the header of {} is damaged", medium.folder().segment(number));
    return new SegmentHeader(number, index.summary().generation(), 0, List.of());
  }

  /** Ends compactions that were cut off when their outcome was there already. */
  private void removeReplaced(Map<Long, SegmentHeader> headers) throws IOException {
    Set<Long> replaced = new HashSet<>();
    headers.values().forEach(header -> replaced.addAll(header.replaces()));
    replaced.retainAll(headers.keySet());
    for (long number : replaced) {
      medium.disk().delete(medium.folder().segment(number));
      medium.disk().delete(medium.folder().index(number));
      headers.remove(number);
    }
    if (!replaced.isEmpty()) {
      medium.disk().syncFolder(medium.folder().folder());
    }
  }

  private void dropIndexesWithoutSegment(Set<Long> indexes, Set<Long> numbers) throws IOException {
    for (long number : indexes) {
      if (!numbers.contains(number)) {
        medium.disk().delete(medium.folder().index(number));
      }
    }
  }

  private void load(SegmentHeader header, boolean hasIndex) throws IOException {
    Path path = medium.folder().segment(header.number());
    SegmentIndex index = hasIndex ? index(header.number()) : null;
    if (index != null && index.summary().generation() == header.generation()) {
      sealed.put(header.number(), new SealedSegment(header, path, index));
    } else {
      scan(header, path, hasIndex);
    }
  }

  private @Nullable SegmentIndex index(long number) throws IOException {
    Path path = medium.folder().index(number);
    try {
      SegmentIndex index = SegmentIndex.open(path, medium.files());
      if (index.summary().number() == number) {
        return index;
      }
      LOG.warn("{} is the index of another segment", path);
    } catch (DamagedException | NoSuchFileException e) {
      LOG.warn("{}", e.getMessage());
    }
    return null;
  }

  private void scan(SegmentHeader header, Path path, boolean hadIndex) throws IOException {
    SegmentScan scan;
    try {
      scan = SegmentScan.of(path, medium.files(), header.generation(), Throttle.none());
    } catch (DamagedException e) {
      LOG.warn("{} is left out: {}", path, e.getMessage());
      leaveOut(header.number());
      return;
    }
    OpenSegment segment = new OpenSegment(header, path);
    fill(segment, scan);
    report(path, scan, hadIndex);
    // who was killed may have left what a power cut would still take away; with an index it is
    // durable, and what follows the last whole record is damage to be looked at
    if (!hadIndex && !scan.isEnded()) {
      sealer.settle(segment, scan.tail());
    }
    try {
      sealed.put(header.number(), sealer.seal(segment, scan.tail()));
    } catch (IOException e) {
      LOG.warn("{} has no index yet: {}", path, Room.explain(e).toString());
      open.put(header.number(), segment);
    }
  }

  /** Lets {@code segment} have what the records of it say. */
  static void fill(OpenSegment segment, SegmentScan scan) {
    for (SegmentScan.Found each : scan.records()) {
      RecordHeader record = each.header();
      switch (record.kind()) {
        case CONTENT -> segment.add(each.entry());
        case REMOVAL -> {
          segment.addRemoval(record.removal());
          if (record.removal().segment() == segment.number()) {
            segment.remove(record.key(), record.removal());
          }
        }
        case END -> {
          // nothing to remember
        }
      }
    }
  }

  private static void report(Path path, SegmentScan scan, boolean hadIndex) {
    if (!scan.damage().isEmpty()) {
      SegmentScan.Gap first = scan.damage().get(0);
      LOG.warn(
          "{} is damaged in {} places, first at {}; contents may be lost",
          path,
          scan.damage().size(),
          first.from());
    } else if (hadIndex || scan.isEnded()) {
      LOG.warn("{} was read again, for its index was not whole or not there", path);
    } else if (scan.isTorn()) {
      LOG.info("{} ends with a write that was cut off and does not count", path);
    }
  }

  private void applyRemovals() throws IOException {
    for (SealedSegment segment : sealed.values()) {
      apply(segment.index().removals());
    }
    for (OpenSegment segment : open.values()) {
      apply(segment.removals());
    }
  }

  private void apply(List<Removal> removals) {
    for (Removal removal : removals) {
      highest = Math.max(highest, removal.segment());
      SealedSegment target = sealed.get(removal.segment());
      OpenSegment openTarget = open.get(removal.segment());
      if (target != null) {
        target.remove(removal);
      } else if (openTarget != null) {
        openTarget.remove(removal);
      }
    }
  }
}

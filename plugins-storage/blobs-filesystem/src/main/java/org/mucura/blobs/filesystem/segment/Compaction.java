package org.mucura.blobs.filesystem.segment;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.mucura.blobs.filesystem.disk.Throttle;
import org.mucura.spi.blob.OutOfSpaceException;

/**
 * Writes what is alive in some segments into one new segment that takes their place. Until that has
 * its name, it is nothing; from then on they are: so a crash at any point loses nothing and leaves
 * nothing twice.
 */
final class Compaction {

  private final Medium medium;
  private final SegmentLog log;
  private final Committer committer;
  private final Sealer sealer;
  private final RecordReader reader;
  private final Throttle throttle;
  private final ByteBuffer buffer = SegmentWriter.newBuffer();
  private boolean clean = true;

  Compaction(Medium medium, SegmentLog log, Committer committer, Throttle throttle) {
    this.medium = medium;
    this.log = log;
    this.committer = committer;
    this.throttle = throttle;
    sealer = new Sealer(medium);
    reader = new RecordReader(medium.files());
  }

  /**
   * Whether old segments could be removed each time. If not, a later compaction might forget what
   * makes them count no longer, so there must be none before the next start.
   */
  boolean isClean() {
    return clean;
  }

  /** Replaces the segments by one, or by none if nothing of them is needed. */
  void replace(List<SealedSegment> old) throws IOException {
    List<Long> numbers = old.stream().map(Segment::number).toList();
    List<Removal> removals = neededRemovals(old);
    Map<Integer, Replacement.Move> moves = new TreeMap<>();
    SegmentHeader header = log.newHeader(numbers);
    Replacement replacement = null;
    boolean done = false;
    try {
      // several go at once only if one takes their place: it may hold nothing
      if (old.size() > 1 || !removals.isEmpty() || isAlive(old)) {
        write(header, old, removals, moves);
      }
      replacement = new Replacement(medium, old, header, List.copyOf(moves.values()));
      committer.commit(replacement);
      done = true;
    } finally {
      clean &= replacement == null || replacement.isClean();
      if (!done) {
        medium.disk().delete(medium.folder().unfinishedSegment(header.number()));
        medium.disk().delete(medium.folder().unfinishedIndex(header.number()));
      }
    }
  }

  private static boolean isAlive(List<SealedSegment> segments) throws IOException {
    for (SealedSegment segment : segments) {
      if (segment.next(null) != null) {
        return true;
      }
    }
    return false;
  }

  private void write(
      SegmentHeader header,
      List<SealedSegment> old,
      List<Removal> removals,
      Map<Integer, Replacement.Move> moves)
      throws IOException {
    Path path = medium.folder().unfinishedSegment(header.number());
    try (SegmentWriter writer = new SegmentWriter(medium, path, header, buffer)) {
      for (Removal removal : removals) {
        writer.remove(new BlobKey(0, 0), removal);
      }
      for (SealedSegment segment : old) {
        copy(segment, writer, moves);
      }
      writer.end();
      List<Entry> entries =
          moves.values().stream()
              .map(Replacement.Move::fresh)
              .sorted(Comparator.comparing(Entry::key))
              .toList();
      sealer.write(header, entries, removals, writer.committed());
    }
  }

  private void copy(
      SealedSegment segment, SegmentWriter writer, Map<Integer, Replacement.Move> moves)
      throws IOException {
    List<Entry> alive = segment.alive();
    alive.sort(Comparator.comparingInt(Entry::unit));
    for (Entry entry : alive) {
      throttle.pass(2 * RecordHeader.recordLength(entry.length()));
      if (!segment.isAlive(entry.key(), entry.ordinal())) {
        continue;
      }
      if (!writer.fits(entry.length(), true)) {
        throw new OutOfSpaceException("what is alive does not fit into one segment");
      }
      Content content = read(segment, entry);
      Entry fresh = writer.copy(content);
      moves.put(fresh.ordinal(), new Replacement.Move(segment, entry, fresh));
    }
  }

  private Content read(SealedSegment segment, Entry entry) throws IOException {
    try {
      return reader.read(segment, entry);
    } catch (DamagedException e) {
      segment.setDamaged();
      throw e;
    }
  }

  /** The removals in some segments whose targets are still there, in others. */
  private List<Removal> neededRemovals(List<SealedSegment> old) throws IOException {
    List<Removal> needed = new ArrayList<>();
    for (SealedSegment segment : old) {
      needed.addAll(neededRemovals(segment, log.catalog()));
    }
    List<Long> numbers = old.stream().map(Segment::number).toList();
    needed.removeIf(removal -> numbers.contains(removal.segment()));
    return needed;
  }

  /** The removals in a segment whose targets are still there. */
  static List<Removal> neededRemovals(SealedSegment segment, Catalog catalog) throws IOException {
    List<Removal> needed = new ArrayList<>(segment.index().removals());
    needed.removeIf(removal -> !catalog.has(removal.segment()));
    return needed;
  }
}

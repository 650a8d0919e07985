package org.mucura.blobs.filesystem.segment;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.Collection;
import java.util.List;

/** Gives a segment that will not grow any more an index on the medium. */
final class Sealer {

  private final Medium medium;
  private final IndexWriter indexes;

  Sealer(Medium medium) {
    this.medium = medium;
    indexes = new IndexWriter(medium.folder(), medium.disk());
  }

  /** What an open segment has, under an index; its records are durable and end at {@code tail}. */
  SealedSegment seal(OpenSegment segment, long tail) throws IOException {
    List<Entry> entries = List.copyOf(segment.entries());
    write(segment.header(), entries, segment.removals(), tail);
    publish(segment.number());
    medium.disk().syncFolder(medium.folder().folder());
    return open(segment, entries);
  }

  /**
   * Makes durable what was read from a segment that a process may have left without a flush.
   *
   * @param tail what is behind does not count, and is taken away
   */
  void settle(OpenSegment segment, long tail) throws IOException {
    try (FileChannel file = medium.disk().openFile(segment.path())) {
      medium.disk().truncate(file, tail);
      medium.disk().sync(file);
    }
  }

  /** Writes an index that is not yet to be found. */
  void write(SegmentHeader segment, List<Entry> entries, List<Removal> removals, long tail)
      throws IOException {
    indexes.write(new IndexWriter.Source(segment, entries, removals, tail));
  }

  /** Lets the index that was written be found; its name is not durable yet. */
  void publish(long number) throws IOException {
    indexes.publish(number);
    medium.files().forget(medium.folder().index(number));
  }

  /** A segment whose living contents are {@code entries}, under the index that was published. */
  SealedSegment open(Segment segment, Collection<Entry> entries) throws IOException {
    SegmentIndex index = SegmentIndex.open(medium.folder().index(segment.number()), medium.files());
    return SealedSegment.of(segment, index, entries);
  }
}

package org.mucura.blobs.filesystem.segment;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.List;
import org.mucura.blobs.filesystem.disk.Disk;
import org.mucura.blobs.filesystem.segment.IndexSummary.Sizes;

/** Writes the index of a segment that will not grow any more. */
final class IndexWriter {

  private final SegmentFolder folder;
  private final Disk disk;

  IndexWriter(SegmentFolder folder, Disk disk) {
    this.folder = folder;
    this.disk = disk;
  }

  /**
   * What an index is made of.
   *
   * @param entries in order
   * @param removals of contents in other segments
   * @param tail where the records end
   */
  record Source(SegmentHeader segment, List<Entry> entries, List<Removal> removals, long tail) {}

  /** Writes an index, durably, under the name of one that is not finished. */
  void write(Source source) throws IOException {
    long number = source.segment().number();
    disk.delete(folder.unfinishedIndex(number));
    try (FileChannel file = disk.createFile(folder.unfinishedIndex(number))) {
      ByteBuffer bytes = bytes(source);
      disk.write(file, bytes);
      disk.sync(file);
    }
  }

  /** Gives the index that was written its name; the name is not durable yet. */
  void publish(long number) throws IOException {
    disk.move(folder.unfinishedIndex(number), folder.index(number));
  }

  private static ByteBuffer bytes(Source source) {
    List<Entry> entries = source.entries();
    int records = entries.stream().mapToInt(entry -> entry.ordinal() + 1).max().orElse(0);
    Sizes sizes = new Sizes(entries.size(), source.removals().size(), records);
    ByteBuffer bytes =
        ByteBuffer.allocate(Math.toIntExact(sizes.summaryBegin() + IndexSummary.LENGTH));
    long generation = source.segment().generation();
    for (int page = 0; page < sizes.pages(); page++) {
      int from = page * IndexPage.ENTRIES_MAX;
      int to = Math.min(from + IndexPage.ENTRIES_MAX, entries.size());
      bytes.put(IndexPage.write(entries.subList(from, to), page, generation));
    }
    for (Removal removal : source.removals()) {
      bytes.putLong(removal.segment()).putInt(removal.ordinal()).putInt(removal.length());
    }
    for (int page = 0; page < sizes.pages(); page++) {
      BlobKey first = entries.get(page * IndexPage.ENTRIES_MAX).key();
      bytes.putLong(first.high()).putLong(first.low());
    }
    return bytes.put(summary(source, sizes, bytes).toBytes()).flip();
  }

  private static IndexSummary summary(Source source, Sizes sizes, ByteBuffer bytes) {
    long lowest = -1;
    long highest = 0;
    long alive = 0;
    for (Entry entry : source.entries()) {
      long high = entry.key().high();
      lowest = Long.compareUnsigned(high, lowest) < 0 ? high : lowest;
      highest = Long.compareUnsigned(high, highest) > 0 ? high : highest;
      alive += RecordHeader.recordLength(entry.length());
    }
    int removals = (int) sizes.removalsBegin();
    int firsts = (int) sizes.firstsBegin();
    return new IndexSummary(
        source.segment().number(),
        source.segment().generation(),
        source.tail(),
        lowest,
        highest,
        alive,
        sizes,
        RecordHeader.crc(bytes, removals, firsts - removals),
        RecordHeader.crc(bytes, firsts, (int) sizes.summaryBegin() - firsts));
  }
}

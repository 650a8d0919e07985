package org.mucura.blobs.filesystem.segment;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.mucura.blobs.filesystem.disk.Throttle;
import org.mucura.spi.blob.BlobId;
import org.mucura.spi.blob.ScrubbableBlobStore.Damage;

/** Reads all segments and their indexes, and tells what of them is damaged. */
final class SegmentScrub {

  private final OpenFiles files;
  private final Throttle throttle;
  private final Consumer<Damage> found;

  SegmentScrub(OpenFiles files, Throttle throttle, Consumer<Damage> found) {
    this.files = files;
    this.throttle = throttle;
    this.found = found;
  }

  void run(Catalog catalog) throws IOException {
    for (SealedSegment segment : catalog.sealed()) {
      checkUnlessGone(
          segment,
          () -> {
            SegmentIndex.open(segment.index().path(), files);
            throttle.pass((int) Math.min(Integer.MAX_VALUE, indexLength(segment)));
            check(segment, segment.alive(), segment.length());
          });
    }
    for (OpenSegment segment : catalog.open()) {
      checkUnlessGone(
          segment,
          () -> {
            List<Entry> alive = List.copyOf(segment.entries());
            check(segment, alive, end(alive));
          });
    }
  }

  private interface Check {
    void run() throws IOException;
  }

  private void checkUnlessGone(Segment segment, Check check) throws IOException {
    try {
      check.run();
    } catch (NoSuchFileException e) {
      // compaction took it away, and its contents are in another one
    } catch (DamagedException e) {
      tell(segment.path(), null, String.valueOf(e.getMessage()));
    }
  }

  private static long end(List<Entry> entries) {
    long end = SegmentHeader.LENGTH;
    for (Entry entry : entries) {
      end = Math.max(end, entry.offset() + RecordHeader.recordLength(entry.length()));
    }
    return end;
  }

  private static long indexLength(SealedSegment segment) {
    return segment.index().summary().sizes().summaryBegin();
  }

  /**
   * Looks at one segment.
   *
   * @param end where those of its records end that are looked at
   */
  private void check(Segment segment, Collection<Entry> alive, long end) throws IOException {
    ByteBuffer header = ByteBuffer.allocate(SegmentHeader.LENGTH);
    files.read(segment.path(), header, 0);
    if (!SegmentHeader.isWhole(header)) {
      tell(segment.path(), null, "the segment's header is not what was written");
    }
    SegmentScan scan = SegmentScan.upTo(end, segment, files, throttle);
    Map<Long, SegmentScan.Found> records = new HashMap<>();
    scan.found().forEach(record -> records.put(record.offset(), record));
    if (scan.tail() < end) {
      tell(segment.path(), null, "the records end at %d, not %d".formatted(scan.tail(), end));
    }
    int lost = 0;
    for (Entry entry : alive) {
      SegmentScan.Found record = records.get(entry.offset());
      if (record == null || !record.header().describes(entry) || !record.contentWhole()) {
        lost++;
        String reason = "the blob at " + entry.offset() + " is not what was written";
        tell(segment.path(), entry.key().id(), reason);
      }
    }
    if (lost == 0) {
      for (SegmentScan.Gap gap : scan.brokenHeaders()) {
        String reason = "what is from %d to %d is no record".formatted(gap.from(), gap.to());
        tell(segment.path(), null, reason);
      }
    }
  }

  private void tell(Path path, @Nullable BlobId blob, String reason) {
    found.accept(new Damage(path.toString(), Optional.ofNullable(blob), reason));
  }
}

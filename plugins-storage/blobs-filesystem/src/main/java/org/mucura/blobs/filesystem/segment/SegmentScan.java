package org.mucura.blobs.filesystem.segment;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mucura.blobs.filesystem.disk.Throttle;

/**
 * What is in a segment, found by its bytes alone. Bytes that are no record are stepped over: they
 * are damage if a later batch follows, for that was written only when these had been flushed; else
 * they are what a crash left of the last batch.
 */
final class SegmentScan {

  private static final int WINDOW_LENGTH = 1 << 20;

  private final Path path;
  private final OpenFiles files;
  private final long generation;
  private final Throttle throttle;
  private final long end;
  private final List<Found> found = new ArrayList<>();
  private final List<Gap> gaps = new ArrayList<>();
  private ByteBuffer window = ByteBuffer.allocate(0);
  private long windowBegin;
  private long tail = SegmentHeader.LENGTH;

  private SegmentScan(Path path, OpenFiles files, long generation, Throttle throttle, long end) {
    this.path = path;
    this.files = files;
    this.generation = generation;
    this.throttle = throttle;
    this.end = end;
  }

  /**
   * A record whose header is whole.
   *
   * @param offset where it begins
   * @param contentWhole whether the content is, too
   */
  record Found(RecordHeader header, long offset, boolean contentWhole) {

    int ordinal() {
      return header.ordinal();
    }

    Entry entry() {
      return new Entry(
          header.key(),
          header.ordinal(),
          (int) (offset / RecordHeader.UNIT),
          header.length(),
          header.checksum());
    }
  }

  /** Bytes that are no record and not zero, or before another record; the first one's ordinal. */
  record Gap(long from, long to, int ordinal) {}

  static SegmentScan of(Path path, OpenFiles files, long generation, Throttle throttle)
      throws IOException {
    SegmentScan scan = new SegmentScan(path, files, generation, throttle, Files.size(path));
    scan.run();
    return scan;
  }

  /** As {@link #of}, without what is behind {@code limit}, where somebody may be writing. */
  static SegmentScan upTo(long limit, Segment segment, OpenFiles files, Throttle throttle)
      throws IOException {
    long end = Math.min(limit, Files.size(segment.path()));
    long generation = segment.header().generation();
    SegmentScan scan = new SegmentScan(segment.path(), files, generation, throttle, end);
    scan.run();
    return scan;
  }

  /** The records that count: all but what a crash left of the last batch. */
  List<Found> records() {
    return found.stream().filter(each -> each.contentWhole || isFlushed(each.ordinal())).toList();
  }

  /** All records whose headers are whole. */
  List<Found> found() {
    return found;
  }

  /** What had been flushed and has no header any more. */
  List<Gap> brokenHeaders() {
    return gaps.stream().filter(gap -> isFlushed(gap.ordinal)).toList();
  }

  /** What had been flushed and is not whole any more. */
  List<Gap> damage() {
    List<Gap> damage = new ArrayList<>(gaps);
    for (Found each : found) {
      if (!each.contentWhole) {
        long to = each.offset + RecordHeader.recordLength(each.header.length());
        damage.add(new Gap(each.offset, to, each.ordinal()));
      }
    }
    damage.removeIf(gap -> !isFlushed(gap.ordinal));
    return damage;
  }

  /** Whether a crash left something of the last batch that does not count. */
  boolean isTorn() {
    return gaps.stream().anyMatch(gap -> !isFlushed(gap.ordinal))
        || found.stream().anyMatch(each -> !each.contentWhole && !isFlushed(each.ordinal()));
  }

  /** Whether the segment was ended in order. */
  boolean isEnded() {
    return !found.isEmpty() && last().header.kind() == RecordHeader.Kind.END;
  }

  /** Where the last record ends. */
  long tail() {
    return tail;
  }

  private boolean isFlushed(int ordinal) {
    return !found.isEmpty() && last().header.batch() > ordinal;
  }

  private Found last() {
    return found.get(found.size() - 1);
  }

  private void run() throws IOException {
    long at = SegmentHeader.LENGTH;
    long gapBegin = -1;
    boolean gapHasBytes = false;
    int ordinal = 0;
    while (at + RecordHeader.LENGTH <= end) {
      Found record = recordAt(at);
      if (record == null) {
        gapBegin = gapBegin < 0 ? at : gapBegin;
        gapHasBytes |= !isZero(at);
        at += RecordHeader.UNIT;
        continue;
      }
      if (gapBegin >= 0) {
        gaps.add(new Gap(gapBegin, at, ordinal));
        gapBegin = -1;
        gapHasBytes = false;
      }
      found.add(record);
      ordinal = record.header.ordinal() + 1;
      at += RecordHeader.recordLength(record.header.length());
      tail = at;
    }
    if (gapBegin >= 0 && gapHasBytes) {
      gaps.add(new Gap(gapBegin, end, ordinal));
    }
  }

  private @Nullable Found recordAt(long at) throws IOException {
    RecordHeader header =
        RecordHeader.read(window(at, RecordHeader.LENGTH), (int) (at - windowBegin), generation);
    if (header == null || header.length() < 0) {
      return null;
    }
    int length = header.length();
    long begin = at + RecordHeader.LENGTH;
    boolean whole = false;
    if (length <= WINDOW_LENGTH - RecordHeader.LENGTH && begin + length <= end) {
      ByteBuffer bytes = window(at, RecordHeader.LENGTH + length);
      whole = RecordHeader.crc(bytes, (int) (begin - windowBegin), length) == header.checksum();
    }
    return new Found(header, at, whole);
  }

  private boolean isZero(long at) throws IOException {
    ByteBuffer bytes = window(at, RecordHeader.UNIT);
    for (int i = 0; i < RecordHeader.UNIT; i += Long.BYTES) {
      if (bytes.getLong((int) (at - windowBegin) + i) != 0) {
        return false;
      }
    }
    return true;
  }

  /** Bytes of which those from {@code at} on are {@code length} of the file, at least. */
  private ByteBuffer window(long at, int length) throws IOException {
    if (at < windowBegin || at + length > windowBegin + window.capacity()) {
      int wanted = (int) Math.min(WINDOW_LENGTH, end - at);
      throttle.pass(wanted);
      window = ByteBuffer.allocate(wanted);
      files.read(path, window, at);
      windowBegin = at;
    }
    return window;
  }
}

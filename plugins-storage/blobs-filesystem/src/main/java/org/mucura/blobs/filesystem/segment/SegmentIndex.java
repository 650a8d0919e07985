package org.mucura.blobs.filesystem.segment;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mucura.blobs.filesystem.segment.IndexSummary.Sizes;

/**
 * The entries of a segment in the order of their keys, on the medium. In memory is the first key of
 * each page, so a look-up reads one page.
 */
final class SegmentIndex {

  private final Path path;
  private final OpenFiles files;
  private final IndexSummary summary;
  private final long[] firsts;

  private SegmentIndex(Path path, OpenFiles files, IndexSummary summary, long[] firsts) {
    this.path = path;
    this.files = files;
    this.summary = summary;
    this.firsts = firsts;
  }

  /**
   * Opens an index.
   *
   * @throws DamagedException if its frame is not whole; pages are looked at when they are needed
   */
  static SegmentIndex open(Path path, OpenFiles files) throws IOException {
    long end = Files.size(path);
    if (end < IndexSummary.LENGTH) {
      throw new DamagedException(path, "it is too short");
    }
    ByteBuffer bytes = ByteBuffer.allocate(IndexSummary.LENGTH);
    files.read(path, bytes, end - IndexSummary.LENGTH);
    IndexSummary summary = IndexSummary.read(bytes);
    if (summary == null || summary.sizes().summaryBegin() != end - IndexSummary.LENGTH) {
      throw new DamagedException(path, "its end is not whole");
    }
    Sizes sizes = summary.sizes();
    ByteBuffer keys = ByteBuffer.allocate(sizes.pages() * BlobKey.LENGTH);
    files.read(path, keys, sizes.firstsBegin());
    if (RecordHeader.crc(keys, 0, keys.capacity()) != summary.firstsChecksum()) {
      throw new DamagedException(path, "its list of pages is not whole");
    }
    long[] firsts = new long[2 * sizes.pages()];
    keys.clear().asLongBuffer().get(firsts);
    SegmentIndex index = new SegmentIndex(path, files, summary, firsts);
    index.removals();
    return index;
  }

  Path path() {
    return path;
  }

  IndexSummary summary() {
    return summary;
  }

  /** What the records of the segment remove in other segments. */
  List<Removal> removals() throws IOException {
    Sizes sizes = summary.sizes();
    ByteBuffer bytes = ByteBuffer.allocate(sizes.removals() * Removal.LENGTH);
    files.read(path, bytes, sizes.removalsBegin());
    if (RecordHeader.crc(bytes, 0, bytes.capacity()) != summary.removalsChecksum()) {
      throw new DamagedException(path, "its list of removals is not whole");
    }
    List<Removal> removals = new ArrayList<>(sizes.removals());
    for (bytes.clear(); bytes.hasRemaining(); ) {
      removals.add(new Removal(bytes.getLong(), bytes.getInt(), bytes.getInt()));
    }
    return removals;
  }

  /** Says whether an entry is wanted. */
  interface Choice {
    boolean wants(Entry entry);
  }

  /** The first wanted entry not before {@code key}, or of all. */
  @Nullable Entry firstNotBefore(@Nullable BlobKey key, Choice choice) throws IOException {
    for (int number = key == null ? 0 : pageOf(key); number < pages(); number++) {
      IndexPage page = page(number);
      for (int i = key == null ? 0 : page.firstNotBefore(key); i < page.count(); i++) {
        Entry entry = page.entry(i);
        if (choice.wants(entry)) {
          return entry;
        }
      }
    }
    return null;
  }

  /** The one wanted entry of {@code key}. */
  @Nullable Entry find(BlobKey key, Choice choice) throws IOException {
    for (int number = pageOf(key); number < pages(); number++) {
      IndexPage page = page(number);
      for (int i = page.firstNotBefore(key); i < page.count(); i++) {
        if (!page.key(i).equals(key)) {
          return null;
        }
        Entry entry = page.entry(i);
        if (choice.wants(entry)) {
          return entry;
        }
      }
    }
    return null;
  }

  /** All entries, in order. */
  List<Entry> entries() throws IOException {
    List<Entry> entries = new ArrayList<>(summary.sizes().entries());
    for (int number = 0; number < pages(); number++) {
      IndexPage page = page(number);
      for (int i = 0; i < page.count(); i++) {
        entries.add(page.entry(i));
      }
    }
    return entries;
  }

  private int pages() {
    return summary.sizes().pages();
  }

  /** The page in which the first entry not before {@code key} is, or the one before that. */
  private int pageOf(BlobKey key) {
    int low = 0;
    int high = pages();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (new BlobKey(firsts[2 * middle], firsts[2 * middle + 1]).compareTo(key) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return Math.max(0, low - 1);
  }

  private IndexPage page(int number) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(IndexPage.LENGTH);
    files.read(path, bytes, (long) number * IndexPage.LENGTH);
    if (!IndexPage.isWhole(bytes, number, summary.generation())) {
      throw new DamagedException(path, "page " + number + " is not what was written");
    }
    return IndexPage.of(bytes);
  }
}

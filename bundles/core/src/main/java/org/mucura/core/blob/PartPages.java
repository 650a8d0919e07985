package org.mucura.core.blob;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.mucura.core.blob.PartTable.Inline;
import org.mucura.core.blob.PartTable.PageSummary;
import org.mucura.core.blob.PartTable.Paged;
import org.mucura.core.bucket.BucketId;
import org.mucura.core.format.CorruptRecordException;
import org.mucura.core.format.KeyRange;
import org.mucura.core.format.KeyReader;
import org.mucura.core.format.KeyWriter;
import org.mucura.core.format.RecordStore;
import org.mucura.core.format.RecordType;
import org.mucura.core.format.Stored;
import org.mucura.spi.Bytes;

/**
 * The part tables of contents: few parts stand where the contents are named, many in pages, which
 * are written before any record names them.
 */
public final class PartPages {

  /** How many parts stand on a page: with the longest checksum they fit into what stores take. */
  public static final int PAGE_PARTS = 400;

  /** The longest table that is not paged, in bytes as encoded. */
  static final int INLINE_LENGTH_MAX = 4096;

  private final RecordStore records;
  private final InstantSource clock;
  private final PartPageCodec codec = new PartPageCodec();
  private final PartTableCodec tables = new PartTableCodec();

  public PartPages(RecordStore records, InstantSource clock) {
    this.records = records;
    this.clock = clock;
  }

  /**
   * The table of {@code parts}. Where it needs pages, they are written on return.
   *
   * @param id of the contents, used for no other parts before
   */
  public PartTable write(BucketId bucket, Bytes id, List<StoredPart> parts) {
    if (tables.write(parts).encode().length() <= INLINE_LENGTH_MAX) {
      return new Inline(parts);
    }
    List<PageSummary> pages = new ArrayList<>();
    for (int from = 0; from < parts.size(); from += PAGE_PARTS) {
      List<StoredPart> page = parts.subList(from, Math.min(from + PAGE_PARTS, parts.size()));
      records.create(key(bucket, id, pages.size()), new PartPage(clock.instant(), page), codec);
      long bytes = page.stream().mapToLong(StoredPart::size).sum();
      pages.add(new PageSummary(page.size(), bytes));
    }
    return new Paged(pages);
  }

  /** The parts on one page; an inline table is its only page. */
  public List<StoredPart> page(BucketId bucket, Contents contents, int page) {
    if (contents.parts() instanceof Inline inline) {
      return inline.parts();
    }
    Bytes key = key(bucket, contents.id(), page);
    return records
        .get(key, codec)
        .orElseThrow(() -> new CorruptRecordException("no page " + key))
        .value()
        .parts();
  }

  /** All parts, as far as their pages are still there. */
  public List<StoredPart> present(BucketId bucket, Contents contents) {
    if (contents.parts() instanceof Inline inline) {
      return inline.parts();
    }
    List<StoredPart> parts = new ArrayList<>();
    for (Optional<Stored<PartPage>> page : records.get(keys(bucket, contents), codec)) {
      page.ifPresent(found -> parts.addAll(found.value().parts()));
    }
    return parts;
  }

  /** Removes the pages, if the table has any; not the blobs that they name. */
  public void remove(BucketId bucket, Contents contents) {
    for (Optional<Stored<PartPage>> page : records.get(keys(bucket, contents), codec)) {
      page.ifPresent(records::remove);
    }
  }

  /** The first pages behind {@code after}, of whatever contents; empty to begin. */
  public List<PageRef> list(Bytes after, int limit) {
    KeyRange range = RecordType.PART_PAGE.all().behind(after);
    return records.scan(range, limit, codec).stream().map(PartPages::ref).toList();
  }

  /** Removes a page if it is still there. */
  public void remove(PageRef page) {
    records.get(page.key(), codec).ifPresent(records::remove);
  }

  private static PageRef ref(Stored<PartPage> page) {
    KeyReader key = new KeyReader(RecordType.PART_PAGE, page.key());
    key.raw(BucketId.LENGTH);
    return new PageRef(page.key(), key.raw(Contents.ID_LENGTH), page.value().created());
  }

  private static List<Bytes> keys(BucketId bucket, Contents contents) {
    List<Bytes> keys = new ArrayList<>();
    if (contents.parts() instanceof Paged paged) {
      for (int page = 0; page < paged.pages().size(); page++) {
        keys.add(key(bucket, contents.id(), page));
      }
    }
    return keys;
  }

  private static Bytes key(BucketId bucket, Bytes id, int page) {
    return KeyWriter.of(RecordType.PART_PAGE).raw(bucket.bytes()).raw(id).number(page, 2).key();
  }
}

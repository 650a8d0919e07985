package org.mucura.core.reclaim;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mucura.core.blob.Contents;
import org.mucura.core.blob.PageRef;
import org.mucura.core.blob.PartPages;
import org.mucura.core.bucket.BucketId;
import org.mucura.spi.Bytes;

/** Pages of part tables, some of which were written for contents that nobody named in the end. */
final class PageSource implements CandidateSource {

  /** A page may have 40 KB. */
  private static final int PAGE = 100;

  private static final int BATCH_MAX = 100_000;

  private final PartPages pages;
  private final Instant createdBefore;
  private Bytes after = Bytes.EMPTY;
  private boolean ended;

  PageSource(PartPages pages, Instant createdBefore) {
    this.pages = pages;
    this.createdBefore = createdBefore;
  }

  @Override
  public Optional<Candidates> next() {
    Map<Bytes, List<PageRef>> found = new HashMap<>();
    while (!ended && found.size() < BATCH_MAX) {
      List<PageRef> listed = pages.list(after, PAGE);
      for (PageRef page : listed) {
        after = page.key();
        if (page.created().isBefore(createdBefore)) {
          found.computeIfAbsent(page.contents(), id -> new ArrayList<>()).add(page);
        }
      }
      ended = listed.size() < PAGE;
    }
    return found.isEmpty() ? Optional.empty() : Optional.of(new Unnamed(found));
  }

  /** Pages by contents that no name was found for yet. */
  private final class Unnamed implements Candidates {

    private final Map<Bytes, List<PageRef>> byContents;

    Unnamed(Map<Bytes, List<PageRef>> byContents) {
      this.byContents = byContents;
    }

    @Override
    public boolean isEmpty() {
      return byContents.isEmpty();
    }

    @Override
    public void drop(BucketId bucket, Contents contents) {
      byContents.remove(contents.id());
    }

    @Override
    public List<Orphan> left() {
      return byContents.values().stream()
          .flatMap(List::stream)
          .map(page -> new Orphan("", page.key().toString()))
          .toList();
    }

    @Override
    public void remove() {
      byContents.values().forEach(unnamed -> unnamed.forEach(pages::remove));
    }
  }
}

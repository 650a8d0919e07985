package org.mucura.blobs.filesystem.segment;

import java.io.IOException;
import java.util.List;
import org.mucura.blobs.filesystem.segment.Catalog.Found;

/** What the committer does for a change; nothing of it is visible before it is durable. */
interface Batch {

  /** The segments as they are; only changes alter them. */
  Catalog catalog();

  /** Adds a content. */
  void add(Content content) throws IOException;

  /** Removes a content of any segment. */
  void remove(BlobKey key, Removal removal) throws IOException;

  /** Makes durable, and then visible, what was added yet. */
  void commit() throws IOException;

  /**
   * Takes segments away and puts one in their place, all at once.
   *
   * @param fresh none or one
   */
  void replace(List<SealedSegment> old, List<SealedSegment> fresh);

  /** Sees to it that a segment which may not count is gone before anything else is written. */
  void withdraw(long number);

  /** Lets a segment count as it was read from its beginning, and gives it a new index. */
  void reopen(SealedSegment old, OpenSegment read);

  /** Whether what was found is still there and alive. */
  default boolean isAlive(Found found) {
    Segment segment = catalog().byNumber(found.segment().number());
    return segment != null && segment.isAlive(found.entry().key(), found.entry().ordinal());
  }
}

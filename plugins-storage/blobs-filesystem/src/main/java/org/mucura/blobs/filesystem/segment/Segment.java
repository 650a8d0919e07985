package org.mucura.blobs.filesystem.segment;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A file of records, and which contents of it are alive. Read by all, changed by one thread. */
interface Segment {

  SegmentHeader header();

  Path path();

  default long number() {
    return header().number();
  }

  /** Where the living content of {@code key} is, or null if there is none here. */
  @Nullable Entry find(BlobKey key) throws IOException;

  /** The first living content behind {@code after}, or of all, or null if there is none. */
  @Nullable Entry next(@Nullable BlobKey after) throws IOException;

  /** Whether the content of the record is alive. */
  boolean isAlive(BlobKey key, int ordinal);

  /** Lets a content of the segment be gone; does nothing if it is. */
  void remove(BlobKey key, Removal removal);
}

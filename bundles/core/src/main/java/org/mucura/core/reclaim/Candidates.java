package org.mucura.core.reclaim;

import java.io.IOException;
import java.util.List;
import org.mucura.core.blob.Contents;
import org.mucura.core.bucket.BucketId;

/** What may be without a name; what is left after all names were read is. */
interface Candidates {

  boolean isEmpty();

  /** Drops what {@code contents} name. */
  void drop(BucketId bucket, Contents contents);

  /** What is left, for people. */
  List<Orphan> left();

  /**
   * Removes what is left.
   *
   * @throws IOException if some may be left for the next time
   */
  void remove() throws IOException;
}

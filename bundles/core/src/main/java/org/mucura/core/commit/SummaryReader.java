package org.mucura.core.commit;

import java.util.Optional;
import org.mucura.core.format.Fields;

/** Reads of an object's record no more than a listing shows: a page has a thousand of them. */
public final class SummaryReader {

  private SummaryReader() {}

  /** The object that a reader sees; neither a tombstone nor a delete marker is one. */
  public static Optional<ObjectSummary> visible(Fields record) {
    return record.fields(ObjectCodec.CURRENT).flatMap(VersionCodec::summary);
  }
}

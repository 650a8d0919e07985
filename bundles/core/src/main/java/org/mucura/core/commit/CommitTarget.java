package org.mucura.core.commit;

import org.mucura.core.bucket.Bucket;
import org.mucura.spi.event.ObjectEvent;

/**
 * What is changed, and why.
 *
 * @param account the id of the account on whose behalf
 * @param event as which the change is told to event sinks
 */
public record CommitTarget(Bucket bucket, String key, String account, ObjectEvent.Type event) {

  public ObjectKey objectKey() {
    return new ObjectKey(bucket.id(), key);
  }
}

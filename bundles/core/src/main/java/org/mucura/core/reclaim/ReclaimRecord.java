package org.mucura.core.reclaim;

import java.util.List;
import org.mucura.core.blob.Contents;
import org.mucura.core.bucket.BucketId;
import org.mucura.core.format.Fields;
import org.mucura.spi.Bytes;

/**
 * Contents that lost their name, or are about to.
 *
 * @param owners the keys of the records that may name them still, in the order in which a name may
 *     move from one to the next: part, upload, object
 * @param contents to be freed, except what an owner names
 * @param rest what a newer release wrote besides
 */
public record ReclaimRecord(
    BucketId bucket, List<Bytes> owners, List<Contents> contents, Fields rest) {

  public ReclaimRecord {
    owners = List.copyOf(owners);
    contents = List.copyOf(contents);
  }

  public ReclaimRecord(BucketId bucket, List<Bytes> owners, List<Contents> contents) {
    this(bucket, owners, contents, Fields.NONE);
  }
}

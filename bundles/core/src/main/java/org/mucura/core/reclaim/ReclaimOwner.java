package org.mucura.core.reclaim;

import java.util.List;
import org.mucura.core.bucket.BucketId;
import org.mucura.core.format.Fields;
import org.mucura.core.format.RecordType;
import org.mucura.core.format.Stored;

/** The entries of the reclaim queue, as the sweep sees them. */
final class ReclaimOwner implements ContentOwner {

  private final ReclaimCodec codec = new ReclaimCodec();

  @Override
  public RecordType type() {
    return RecordType.RECLAIM;
  }

  @Override
  public boolean fenced() {
    return false;
  }

  @Override
  public BucketId bucket(Stored<Fields> record) {
    return codec.read(record.value()).bucket();
  }

  @Override
  public Names names(Fields record) {
    return new Names(List.of(), codec.read(record).contents());
  }
}

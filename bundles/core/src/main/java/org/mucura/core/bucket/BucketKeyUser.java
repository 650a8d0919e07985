package org.mucura.core.bucket;

import java.util.Optional;
import org.mucura.core.format.Fields;
import org.mucura.core.format.RecordType;
import org.mucura.core.key.KeyUser;
import org.mucura.core.key.MasterKey;
import org.mucura.core.key.MasterKeys;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The records of buckets, each with the bucket's key. */
@Component(service = KeyUser.class, property = "record=bucket")
public final class BucketKeyUser implements KeyUser {

  private final MasterKeys keys;

  @Activate
  public BucketKeyUser(@Reference MasterKeys keys) {
    this.keys = keys;
  }

  @Override
  public RecordType type() {
    return RecordType.BUCKET;
  }

  /** A bucket that is being deleted is left alone: its deletion expects the record as it is. */
  @Override
  public Optional<Fields> rewrapped(Fields record, MasterKey current) {
    BucketRecord bucket = BucketRecord.CODEC.read(record);
    return bucket.isInUse()
        ? keys.rewrapped(bucket.bucket().key(), current)
            .map(key -> BucketRecord.CODEC.write(bucket.with(key)))
        : Optional.empty();
  }
}

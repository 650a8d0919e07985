package org.mucura.core.bucket;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.mucura.core.format.CorruptRecordException;
import org.mucura.core.format.Fields;
import org.mucura.core.format.RecordCodec;
import org.mucura.core.key.WrappedKey;
import org.mucura.spi.Bytes;

/**
 * A bucket as it is kept.
 *
 * @param deletingSince when a deletion began that has not ended yet
 * @param rest what a newer release wrote besides
 */
record BucketRecord(Bucket bucket, Optional<Instant> deletingSince, Fields rest) {

  /** The one codec, which has no state. */
  static final RecordCodec<BucketRecord> CODEC = new Codec();

  BucketRecord deletingSince(Instant now) {
    return new BucketRecord(bucket, Optional.of(now), rest);
  }

  BucketRecord inUse() {
    return new BucketRecord(bucket, Optional.empty(), rest);
  }

  /** With the same key under another master key. */
  BucketRecord with(WrappedKey key) {
    Bucket b = bucket;
    return new BucketRecord(
        new Bucket(
            b.id(), b.name(), b.owner(), b.created(), b.region(), b.versioning(), b.stores(), key),
        deletingSince,
        rest);
  }

  BucketRecord ownedBy(String account) {
    Bucket b = bucket;
    return new BucketRecord(
        new Bucket(
            b.id(),
            b.name(),
            account,
            b.created(),
            b.region(),
            b.versioning(),
            b.stores(),
            b.key()),
        deletingSince,
        rest);
  }

  boolean isInUse() {
    return deletingSince.isEmpty();
  }

  /** The bucket's id alone. */
  static Bytes id(Fields record) {
    return record.needBytes(Codec.ID);
  }

  private static final class Codec implements RecordCodec<BucketRecord> {

    private static final int ID = 1;
    private static final int NAME = 2;
    private static final int OWNER = 3;
    private static final int CREATED = 4;
    private static final int REGION = 5;
    private static final int VERSIONING = 6;
    private static final int STORE = 7;
    private static final int DELETING_SINCE = 8;
    private static final int KEY = 9;
    private static final Set<Integer> KNOWN =
        Set.of(ID, NAME, OWNER, CREATED, REGION, VERSIONING, STORE, DELETING_SINCE, KEY);

    @Override
    public Fields write(BucketRecord record) {
      Bucket bucket = record.bucket();
      Fields.Builder fields = Fields.builder();
      fields.bytes(ID, bucket.id().bytes());
      fields.text(NAME, bucket.name());
      fields.text(OWNER, bucket.owner());
      fields.number(CREATED, bucket.created().toEpochMilli());
      fields.text(REGION, bucket.region());
      fields.number(VERSIONING, code(bucket.versioning()));
      bucket.stores().forEach(store -> fields.text(STORE, store));
      record.deletingSince().ifPresent(at -> fields.number(DELETING_SINCE, at.toEpochMilli()));
      fields.fields(KEY, WrappedKey.CODEC.write(bucket.key()));
      return fields.unknown(record.rest()).build();
    }

    @Override
    public BucketRecord read(Fields fields) {
      Bytes id = fields.needBytes(ID);
      if (id.length() != BucketId.LENGTH) {
        throw new CorruptRecordException("bucket id " + id);
      }
      return new BucketRecord(
          new Bucket(
              new BucketId(id),
              fields.needText(NAME),
              fields.needText(OWNER),
              Instant.ofEpochMilli(fields.needNumber(CREATED)),
              fields.needText(REGION),
              versioning(fields.needNumber(VERSIONING)),
              fields.texts(STORE),
              WrappedKey.CODEC.read(Fields.decode(fields.needBytes(KEY)))),
          fields.number(DELETING_SINCE).map(Instant::ofEpochMilli),
          fields.except(KNOWN));
    }

    private static long code(Versioning versioning) {
      return switch (versioning) {
        case OFF -> 0;
        case ENABLED -> 1;
        case SUSPENDED -> 2;
      };
    }

    private static Versioning versioning(long code) {
      return switch ((int) code) {
        case 0 -> Versioning.OFF;
        case 1 -> Versioning.ENABLED;
        case 2 -> Versioning.SUSPENDED;
        default -> throw new CorruptRecordException("versioning " + code);
      };
    }
  }
}

package org.mucura.core.commit;

import java.nio.charset.StandardCharsets;
import org.mucura.core.S3Exception;
import org.mucura.core.bucket.BucketId;
import org.mucura.core.format.KeyRange;
import org.mucura.core.format.KeyReader;
import org.mucura.core.format.KeyWriter;
import org.mucura.core.format.RecordType;
import org.mucura.spi.Bytes;
import org.mucura.wire.ErrorCode;

/** A key in a bucket, and where its record is. */
public record ObjectKey(BucketId bucket, String key) {

  /** The longest key, in bytes of UTF-8. */
  public static final int LENGTH_MAX = 1024;

  /**
   * Checks a key that a client wants to write.
   *
   * @throws S3Exception {@code KeyTooLongError}; {@code InvalidArgument} for an empty one, {@code
   *     InvalidURI} for one that UTF-8 cannot say
   */
  public ObjectKey checked() {
    if (key.isEmpty()) {
      throw new S3Exception(ErrorCode.INVALID_ARGUMENT, "A key has at least one character.");
    }
    if (!fits(key)) {
      throw new S3Exception(ErrorCode.KEY_TOO_LONG_ERROR);
    }
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(key)) {
      throw new S3Exception(ErrorCode.INVALID_URI);
    }
    return this;
  }

  /** Whether a key can be as long. */
  public static boolean fits(String key) {
    return key.length() <= LENGTH_MAX && key.getBytes(StandardCharsets.UTF_8).length <= LENGTH_MAX;
  }

  /** The key of the object's record. */
  public Bytes record() {
    return objects(bucket).text(key).key();
  }

  /** The inverse of {@link #record}. */
  public static ObjectKey ofRecord(Bytes recordKey) {
    KeyReader reader = new KeyReader(RecordType.OBJECT, recordKey);
    BucketId bucket = new BucketId(reader.raw(BucketId.LENGTH));
    return new ObjectKey(bucket, reader.text());
  }

  /** The records of the objects of a bucket whose keys begin with {@code prefix}. */
  public static KeyRange withPrefix(BucketId bucket, String prefix) {
    return KeyRange.ofPrefix(objects(bucket).textPrefix(prefix).key());
  }

  private static KeyWriter objects(BucketId bucket) {
    return KeyWriter.of(RecordType.OBJECT).raw(bucket.bytes());
  }
}

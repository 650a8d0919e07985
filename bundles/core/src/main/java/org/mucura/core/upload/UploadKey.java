package org.mucura.core.upload;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import org.mucura.core.S3Exception;
import org.mucura.core.bucket.BucketId;
import org.mucura.core.commit.ObjectKey;
import org.mucura.core.format.KeyRange;
import org.mucura.core.format.KeyReader;
import org.mucura.core.format.KeyWriter;
import org.mucura.core.format.RecordType;
import org.mucura.core.format.Stored;
import org.mucura.spi.Bytes;
import org.mucura.wire.ErrorCode;

/**
 * An upload, and where its records are.
 *
 * @param id 16 bytes: the time at which it was begun in milliseconds, then random
 */
record UploadKey(BucketId bucket, String key, Bytes id) {

  static final int ID_LENGTH = 16;

  private static final int NUMBER_WIDTH = 2;
  private static final int TIME_DIGITS = 12;
  private static final Pattern ID_FORM = Pattern.compile("[0-9a-f]{32}");
  private static final SecureRandom RANDOM = new SecureRandom();

  /** An upload that begins now. */
  static UploadKey begun(BucketId bucket, String key, InstantSource clock) {
    byte[] rest = new byte[ID_LENGTH - TIME_DIGITS / 2];
    RANDOM.nextBytes(rest);
    HexFormat hex = HexFormat.of();
    String id = hex.toHexDigits(clock.millis(), TIME_DIGITS) + hex.formatHex(rest);
    return new UploadKey(bucket, key, Bytes.hex(id));
  }

  /** The upload that a client names; {@code NoSuchUpload} if it cannot be one of ours. */
  static UploadKey of(UploadTarget target) {
    Bytes id =
        parseId(target.uploadId()).orElseThrow(() -> new S3Exception(ErrorCode.NO_SUCH_UPLOAD));
    ObjectKey key = new ObjectKey(target.bucket().id(), target.key()).checked();
    return new UploadKey(key.bucket(), key.key(), id);
  }

  static Optional<Bytes> parseId(String uploadId) {
    return ID_FORM.matcher(uploadId).matches()
        ? Optional.of(Bytes.hex(uploadId))
        : Optional.empty();
  }

  static UploadKey ofRecord(Bytes record) {
    KeyReader reader = new KeyReader(RecordType.UPLOAD, record);
    BucketId bucket = new BucketId(reader.raw(BucketId.LENGTH));
    String key = reader.text();
    return new UploadKey(bucket, key, reader.raw(ID_LENGTH));
  }

  /** The upload of a part. */
  static UploadKey ofPart(Stored<PartRecord> part) {
    KeyReader reader = new KeyReader(RecordType.PART, part.key());
    BucketId bucket = new BucketId(reader.raw(BucketId.LENGTH));
    return new UploadKey(bucket, part.value().key(), reader.raw(ID_LENGTH));
  }

  /** The id as clients see it. */
  String uploadId() {
    return id.toString();
  }

  ObjectKey objectKey() {
    return new ObjectKey(bucket, key);
  }

  Bytes record() {
    return uploads(bucket).text(key).raw(id).key();
  }

  Bytes part(int number) {
    return parts(bucket).raw(id).number(number, NUMBER_WIDTH).key();
  }

  /** The records of its parts, in the order of their numbers. */
  KeyRange parts() {
    return KeyRange.ofPrefix(parts(bucket).raw(id).key());
  }

  /** The records of all parts in a bucket. */
  static KeyRange partsOf(BucketId bucket) {
    return KeyRange.ofPrefix(parts(bucket).key());
  }

  /** The upload records of a bucket whose keys begin with {@code prefix}. */
  static KeyRange withPrefix(BucketId bucket, String prefix) {
    return KeyRange.ofPrefix(uploads(bucket).textPrefix(prefix).key());
  }

  /** What is behind all uploads of a key. */
  static Bytes behindKey(BucketId bucket, String key) {
    return KeyRange.behindPrefix(uploads(bucket).text(key).key());
  }

  private static KeyWriter uploads(BucketId bucket) {
    return KeyWriter.of(RecordType.UPLOAD).raw(bucket.bytes());
  }

  private static KeyWriter parts(BucketId bucket) {
    return KeyWriter.of(RecordType.PART).raw(bucket.bytes());
  }
}

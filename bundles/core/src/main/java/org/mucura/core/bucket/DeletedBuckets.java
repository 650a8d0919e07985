package org.mucura.core.bucket;

import java.time.Instant;
import java.util.List;
import org.mucura.core.S3Exception;
import org.mucura.core.format.Fields;
import org.mucura.core.format.KeyReader;
import org.mucura.core.format.KeyWriter;
import org.mucura.core.format.RecordCodec;
import org.mucura.core.format.RecordStore;
import org.mucura.core.format.RecordType;
import org.mucura.core.format.Stored;
import org.mucura.core.format.Swap;
import org.mucura.spi.Bytes;
import org.mucura.wire.ErrorCode;

/**
 * The ids of buckets that were deleted and may have left something. A note is written before the
 * bucket's record goes, so it counts only where that record is gone.
 */
final class DeletedBuckets {

  private final RecordStore records;
  private final Codec codec = new Codec();

  DeletedBuckets(RecordStore records) {
    this.records = records;
  }

  /** That the bucket of this name and owner was to be deleted. */
  record Note(String name, String owner, Instant at) {}

  void write(Bucket bucket, Instant now) {
    Bytes key = KeyWriter.of(RecordType.DELETED_BUCKET).raw(bucket.id().bytes()).key();
    Note note = new Note(bucket.name(), bucket.owner(), now);
    if (records.put(key, note, records.get(key, codec), codec) instanceof Swap.Lost) {
      throw new S3Exception(ErrorCode.OPERATION_ABORTED);
    }
  }

  /** The first notes behind {@code after}, empty to begin. */
  List<Stored<Note>> scan(Bytes after, int limit) {
    return records.scan(RecordType.DELETED_BUCKET.all().behind(after), limit, codec);
  }

  boolean remove(Stored<Note> note) {
    return records.remove(note);
  }

  static BucketId id(Stored<Note> note) {
    return new BucketId(new KeyReader(RecordType.DELETED_BUCKET, note.key()).raw(BucketId.LENGTH));
  }

  private static final class Codec implements RecordCodec<Note> {

    private static final int NAME = 1;
    private static final int OWNER = 2;
    private static final int AT = 3;

    @Override
    public Fields write(Note note) {
      return Fields.builder()
          .text(NAME, note.name())
          .text(OWNER, note.owner())
          .number(AT, note.at().toEpochMilli())
          .build();
    }

    @Override
    public Note read(Fields fields) {
      return new Note(
          fields.needText(NAME),
          fields.needText(OWNER),
          Instant.ofEpochMilli(fields.needNumber(AT)));
    }
  }
}

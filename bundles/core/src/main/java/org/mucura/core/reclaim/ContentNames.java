package org.mucura.core.reclaim;

import java.util.List;
import java.util.Optional;
import org.mucura.core.blob.Contents;
import org.mucura.core.bucket.BucketId;
import org.mucura.core.format.Fields;
import org.mucura.core.format.KeyReader;
import org.mucura.core.format.RecordType;
import org.mucura.core.format.Stored;

/** What one type of record says of contents. Needs nothing but the record. */
public interface ContentNames {

  RecordType type();

  /** What a record of this type names. */
  Names names(Fields record);

  /** The bucket in which a record names contents: in all but one type it begins the key. */
  default BucketId bucket(Stored<Fields> record) {
    return new BucketId(new KeyReader(type(), record.key()).raw(BucketId.LENGTH));
  }

  /** Of which object, or part of an upload, a record is, for people. */
  default Place place(Stored<Fields> record) {
    return new Place(record.key().toString(), Optional.empty());
  }

  /**
   * An object, or an upload of one.
   *
   * @param key of the object
   * @param upload the id of the upload, as clients know it
   */
  record Place(String key, Optional<String> upload) {}

  /**
   * Contents in a record.
   *
   * @param held in use
   * @param freed not in use any more, left to an entry of the queue
   */
  record Names(List<Contents> held, List<Contents> freed) {

    /** None. */
    public static final Names NONE = new Names(List.of(), List.of());
  }
}

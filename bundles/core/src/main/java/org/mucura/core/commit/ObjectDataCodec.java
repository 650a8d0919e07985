package org.mucura.core.commit;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.mucura.core.blob.ChecksumCodec;
import org.mucura.core.blob.ContentsCodec;
import org.mucura.core.blob.DigestsCodec;
import org.mucura.core.content.ObjectAttributes;
import org.mucura.core.format.CorruptRecordException;
import org.mucura.core.format.Fields;
import org.mucura.spi.Bytes;

/** The data of an object among the fields of its version. */
final class ObjectDataCodec {

  private static final int OWNER = 5;
  private static final int ETAG = 6;
  private static final int HEADER = 7;
  private static final int USER_METADATA = 8;
  private static final int TAG = 9;
  private static final int STORAGE_CLASS = 10;
  private static final int CHECKSUM = 11;
  private static final int ADLER32 = 12;
  private static final int CONTENTS = 13;
  private static final int UPLOAD_ID = 14;
  static final Set<Integer> KNOWN =
      Set.of(
          OWNER,
          ETAG,
          HEADER,
          USER_METADATA,
          TAG,
          STORAGE_CLASS,
          CHECKSUM,
          ADLER32,
          CONTENTS,
          UPLOAD_ID);

  private final ContentsCodec contents = new ContentsCodec();

  void write(Fields.Builder fields, ObjectData data) {
    ObjectAttributes attributes = data.attributes();
    fields.text(OWNER, data.owner());
    fields.text(ETAG, data.etag());
    fields.textMap(HEADER, attributes.headers());
    fields.textMap(USER_METADATA, attributes.userMetadata());
    fields.textMap(TAG, attributes.tags());
    if (!attributes.storageClass().equals(ObjectAttributes.STANDARD)) {
      fields.text(STORAGE_CLASS, attributes.storageClass());
    }
    data.checksums().forEach(c -> fields.bytes(CHECKSUM, ChecksumCodec.write(c)));
    data.adler32().ifPresent(adler -> fields.bytes(ADLER32, DigestsCodec.writeAdler32(adler)));
    fields.fields(CONTENTS, contents.write(data.contents()));
    data.uploadId().ifPresent(id -> fields.text(UPLOAD_ID, id));
  }

  ObjectData read(Fields fields) {
    ObjectAttributes attributes =
        new ObjectAttributes(
            fields.textMap(HEADER),
            fields.textMap(USER_METADATA),
            fields.text(STORAGE_CLASS).orElse(ObjectAttributes.STANDARD),
            fields.textMap(TAG));
    Optional<Bytes> adler32 = fields.bytes(ADLER32);
    return new ObjectData(
        fields.needText(OWNER),
        attributes,
        fields.needText(ETAG),
        fields.fields(CONTENTS).map(contents::read).orElseThrow(ObjectDataCodec::empty),
        fields.all(CHECKSUM).stream().map(ChecksumCodec::read).toList(),
        adler32.isEmpty()
            ? OptionalInt.empty()
            : OptionalInt.of(DigestsCodec.readAdler32(adler32.get())),
        fields.text(UPLOAD_ID));
  }

  static ObjectSummary summary(Instant modified, Fields fields) {
    return new ObjectSummary(
        modified,
        fields.needText(OWNER),
        fields.needText(ETAG),
        fields.fields(CONTENTS).map(ContentsCodec::size).orElseThrow(ObjectDataCodec::empty),
        fields.text(STORAGE_CLASS).orElse(ObjectAttributes.STANDARD),
        fields.bytes(CHECKSUM).map(ChecksumCodec::read));
  }

  private static CorruptRecordException empty() {
    return new CorruptRecordException("an object without contents");
  }
}

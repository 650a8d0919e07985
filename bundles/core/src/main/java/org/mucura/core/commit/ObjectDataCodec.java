package org.mucura.core.commit;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
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

  private static final int NAME = 1;
  private static final int VALUE = 2;

  private final ContentsCodec contents = new ContentsCodec();

  void write(Fields.Builder fields, ObjectData data) {
    ObjectAttributes attributes = data.attributes();
    fields.text(OWNER, data.owner());
    fields.text(ETAG, data.etag());
    writeMap(fields, HEADER, attributes.headers());
    writeMap(fields, USER_METADATA, attributes.userMetadata());
    writeMap(fields, TAG, attributes.tags());
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
            readMap(fields, HEADER),
            readMap(fields, USER_METADATA),
            fields.text(STORAGE_CLASS).orElse(ObjectAttributes.STANDARD),
            readMap(fields, TAG));
    Optional<Bytes> adler32 = fields.bytes(ADLER32);
    return new ObjectData(
        fields.needText(OWNER),
        attributes,
        fields.needText(ETAG),
        fields
            .fields(CONTENTS)
            .map(contents::read)
            .orElseThrow(() -> new CorruptRecordException("an object without contents")),
        fields.all(CHECKSUM).stream().map(ChecksumCodec::read).toList(),
        adler32.isEmpty()
            ? OptionalInt.empty()
            : OptionalInt.of(DigestsCodec.readAdler32(adler32.get())),
        fields.text(UPLOAD_ID));
  }

  private static void writeMap(Fields.Builder fields, int tag, Map<String, String> map) {
    map.forEach(
        (name, value) ->
            fields.fields(tag, Fields.builder().text(NAME, name).text(VALUE, value).build()));
  }

  private static Map<String, String> readMap(Fields fields, int tag) {
    Map<String, String> map = new TreeMap<>();
    for (Bytes entry : fields.all(tag)) {
      Fields pair = Fields.decode(entry);
      map.put(pair.needText(NAME), pair.needText(VALUE));
    }
    return map;
  }
}

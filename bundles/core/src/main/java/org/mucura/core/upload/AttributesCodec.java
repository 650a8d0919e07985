package org.mucura.core.upload;

import java.util.Map;
import java.util.TreeMap;
import org.mucura.core.content.ObjectAttributes;
import org.mucura.core.format.Fields;
import org.mucura.core.format.RecordCodec;
import org.mucura.spi.Bytes;

/** The attributes of an object that is not there yet. */
final class AttributesCodec implements RecordCodec<ObjectAttributes> {

  private static final int HEADER = 1;
  private static final int USER_METADATA = 2;
  private static final int TAG = 3;
  private static final int STORAGE_CLASS = 4;

  private static final int NAME = 1;
  private static final int VALUE = 2;

  @Override
  public Fields write(ObjectAttributes attributes) {
    Fields.Builder fields = Fields.builder();
    writeMap(fields, HEADER, attributes.headers());
    writeMap(fields, USER_METADATA, attributes.userMetadata());
    writeMap(fields, TAG, attributes.tags());
    return fields.text(STORAGE_CLASS, attributes.storageClass()).build();
  }

  @Override
  public ObjectAttributes read(Fields fields) {
    return new ObjectAttributes(
        readMap(fields, HEADER),
        readMap(fields, USER_METADATA),
        fields.needText(STORAGE_CLASS),
        readMap(fields, TAG));
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

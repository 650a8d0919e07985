package org.mucura.core.upload;

import org.mucura.core.content.ObjectAttributes;
import org.mucura.core.format.Fields;
import org.mucura.core.format.RecordCodec;

/** The attributes of an object that is not there yet. */
final class AttributesCodec implements RecordCodec<ObjectAttributes> {

  private static final int HEADER = 1;
  private static final int USER_METADATA = 2;
  private static final int TAG = 3;
  private static final int STORAGE_CLASS = 4;

  @Override
  public Fields write(ObjectAttributes attributes) {
    Fields.Builder fields = Fields.builder();
    fields.textMap(HEADER, attributes.headers());
    fields.textMap(USER_METADATA, attributes.userMetadata());
    fields.textMap(TAG, attributes.tags());
    return fields.text(STORAGE_CLASS, attributes.storageClass()).build();
  }

  @Override
  public ObjectAttributes read(Fields fields) {
    return new ObjectAttributes(
        fields.textMap(HEADER),
        fields.textMap(USER_METADATA),
        fields.needText(STORAGE_CLASS),
        fields.textMap(TAG));
  }
}

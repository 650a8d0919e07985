package org.mucura.core.blob;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.mucura.core.format.CorruptRecordException;
import org.mucura.core.format.Fields;
import org.mucura.core.format.RecordCodec;
import org.mucura.core.seal.SealCodec;
import org.mucura.spi.Bytes;
import org.mucura.spi.blob.BlobId;

/** Parts as they stand in records; each store is named once. */
public final class PartTableCodec implements RecordCodec<List<StoredPart>> {

  private static final int STORE = 1;
  private static final int PART = 2;

  private static final int NUMBER = 1;
  private static final int SIZE = 2;
  private static final int STORE_INDEX = 3;
  private static final int BLOB = 4;
  private static final int CHECKSUM = 5;
  private static final int SEAL = 6;

  private static final SealCodec SEALS = new SealCodec();

  @Override
  public Fields write(List<StoredPart> parts) {
    LinkedHashSet<String> names = new LinkedHashSet<>();
    parts.forEach(part -> names.add(part.blob().store()));
    List<String> stores = List.copyOf(names);
    Fields.Builder fields = Fields.builder();
    stores.forEach(store -> fields.text(STORE, store));
    for (StoredPart part : parts) {
      fields.fields(PART, writePart(part, stores.indexOf(part.blob().store())));
    }
    return fields.build();
  }

  @Override
  public List<StoredPart> read(Fields fields) {
    List<String> stores = fields.texts(STORE);
    List<StoredPart> parts = new ArrayList<>();
    for (Fields part : fields.allFields(PART)) {
      parts.add(readPart(part, stores));
    }
    return parts;
  }

  private static Fields writePart(StoredPart part, int store) {
    Fields.Builder fields = Fields.builder();
    fields.number(NUMBER, part.number());
    fields.number(SIZE, part.size());
    fields.number(STORE_INDEX, store);
    fields.bytes(BLOB, Bytes.hex(part.blob().id().digits()));
    part.checksum().ifPresent(c -> fields.bytes(CHECKSUM, ChecksumCodec.write(c)));
    fields.fields(SEAL, SEALS.write(part.seal()));
    return fields.build();
  }

  /** Never taken for contents as they are, so that nobody can leave a seal out. */
  private static CorruptRecordException unsealed() {
    return new CorruptRecordException("a part without a seal");
  }

  private static StoredPart readPart(Fields fields, List<String> stores) {
    long store = fields.needNumber(STORE_INDEX);
    if (store >= stores.size()) {
      throw new CorruptRecordException("no store " + store + " of " + stores.size());
    }
    return new StoredPart(
        (int) fields.needNumber(NUMBER),
        fields.needNumber(SIZE),
        new BlobRef(stores.get((int) store), new BlobId(fields.needBytes(BLOB).toString())),
        fields.fields(SEAL).map(SEALS::read).orElseThrow(PartTableCodec::unsealed),
        fields.bytes(CHECKSUM).map(ChecksumCodec::read));
  }
}

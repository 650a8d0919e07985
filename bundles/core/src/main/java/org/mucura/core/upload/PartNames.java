package org.mucura.core.upload;

import java.util.List;
import java.util.Optional;
import org.mucura.core.format.Fields;
import org.mucura.core.format.RecordType;
import org.mucura.core.format.Stored;
import org.mucura.core.reclaim.ContentNames;

/** What records of parts name. New contents get their first name here. */
public final class PartNames implements ContentNames {

  @Override
  public RecordType type() {
    return RecordType.PART;
  }

  @Override
  public Names names(Fields record) {
    return new Names(List.of(PartRecord.CODEC.read(record).contents()), List.of());
  }

  @Override
  public Place place(Stored<Fields> record) {
    UploadKey key = UploadKey.ofPart(stored(record));
    return new Place(key.key(), Optional.of(key.uploadId()));
  }

  static Stored<PartRecord> stored(Stored<Fields> record) {
    PartRecord part = PartRecord.CODEC.read(record.value());
    return new Stored<>(record.key(), part, record.change(), record.revision());
  }
}

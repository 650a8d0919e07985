package org.mucura.core.commit;

import java.util.List;
import java.util.Optional;
import org.mucura.core.blob.Contents;
import org.mucura.core.format.Fields;
import org.mucura.core.format.RecordType;
import org.mucura.core.format.Stored;
import org.mucura.core.reclaim.ContentNames;

/** What object records name. */
public final class ObjectNames implements ContentNames {

  private final ObjectCodec codec = new ObjectCodec();

  @Override
  public RecordType type() {
    return RecordType.OBJECT;
  }

  @Override
  public Names names(Fields record) {
    ObjectRecord object = codec.read(record);
    List<Contents> held =
        object.current().flatMap(ObjectVersion::data).map(ObjectData::contents).stream().toList();
    return new Names(held, object.pending().map(Redo::freed).orElse(List.of()));
  }

  @Override
  public Place place(Stored<Fields> record) {
    return new Place(ObjectKey.ofRecord(record.key()).key(), Optional.empty());
  }
}

package org.mucura.core.commit;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.mucura.core.blob.Contents;
import org.mucura.core.format.Fields;
import org.mucura.core.format.RecordStore;
import org.mucura.core.format.RecordType;
import org.mucura.core.format.Stored;
import org.mucura.core.reclaim.ContentOwner;
import org.mucura.spi.Bytes;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Object records, as reclaim sees them. */
@Component(service = ContentOwner.class, property = "record=object")
public final class ObjectOwner implements ContentOwner {

  private final RecordStore records;
  private final Redoing redoing;
  private final InstantSource clock;
  private final ObjectCodec codec = new ObjectCodec();

  @Activate
  public ObjectOwner(@Reference Storage storage) {
    this(storage, InstantSource.system());
  }

  public ObjectOwner(Storage storage, InstantSource clock) {
    this.records = storage.records();
    this.redoing = storage.redoing();
    this.clock = clock;
  }

  @Override
  public RecordType type() {
    return RecordType.OBJECT;
  }

  @Override
  public boolean fenced() {
    return false;
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

  @Override
  public void reclaimed(Bytes key, Bytes id) {
    records.get(key, codec).filter(stored -> isPending(stored, id)).ifPresent(redoing::forget);
  }

  private static boolean isPending(Stored<ObjectRecord> stored, Bytes id) {
    return stored.value().pending().filter(redo -> redo.id().equals(id)).isPresent();
  }

  /** Does a redo that nobody did in time, for whoever made the change crashed then. */
  @Override
  public void mend(Stored<Fields> record) {
    ObjectRecord object = codec.read(record.value());
    boolean isLeft =
        object
            .pending()
            .map(redo -> redo.due().isBefore(clock.instant()))
            .orElse(object.current().isEmpty());
    if (isLeft) {
      Stored<ObjectRecord> stored =
          new Stored<>(record.key(), object, record.change(), record.revision());
      redoing.doAgain(ObjectKey.ofRecord(record.key()), stored);
    }
  }
}

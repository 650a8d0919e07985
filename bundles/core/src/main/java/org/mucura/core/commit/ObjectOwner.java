package org.mucura.core.commit;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
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
  private final ObjectNames names = new ObjectNames();
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
    return names.type();
  }

  @Override
  public boolean fenced() {
    return false;
  }

  @Override
  public Names names(Fields record) {
    return names.names(record);
  }

  @Override
  public Place place(Stored<Fields> record) {
    return names.place(record);
  }

  @Override
  public void reclaimed(Bytes key, Bytes id) {
    records.get(key, codec).filter(stored -> isPending(stored, id)).ifPresent(redoing::forget);
  }

  private static boolean isPending(Stored<ObjectRecord> stored, Bytes id) {
    return stored.value().pending().filter(redo -> redo.id().equals(id)).isPresent();
  }

  @Override
  public Optional<Instant> leftSince(Stored<Fields> record) {
    return leftSince(codec.read(record.value()));
  }

  /** A redo has time until it is due; a tombstone without one was to go at once. */
  private static Optional<Instant> leftSince(ObjectRecord object) {
    Optional<Instant> gone = object.current().isEmpty() ? object.removed() : Optional.empty();
    return object.pending().map(Redo::due).or(() -> gone);
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

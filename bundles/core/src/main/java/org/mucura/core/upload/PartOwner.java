package org.mucura.core.upload;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.mucura.core.format.Fields;
import org.mucura.core.format.RecordStore;
import org.mucura.core.format.RecordType;
import org.mucura.core.format.Stored;
import org.mucura.core.reclaim.ContentOwner;
import org.mucura.core.setting.CurrentSettings;
import org.mucura.core.store.Stores;
import org.mucura.core.usage.Usage;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Records of parts, as reclaim sees them. New contents get their first name here. */
@Component(service = ContentOwner.class, property = "record=part")
public final class PartOwner implements ContentOwner {

  private final UploadStore uploads;
  private final PartStore parts;
  private final PartNames names = new PartNames();

  @Activate
  public PartOwner(
      @Reference Stores stores, @Reference Usage usage, @Reference CurrentSettings settings) {
    this(stores, usage, settings, InstantSource.system());
  }

  PartOwner(Stores stores, Usage usage, CurrentSettings settings, InstantSource clock) {
    RecordStore records = new RecordStore(stores.metadata());
    this.uploads = new UploadStore(records);
    this.parts = new PartStore(records, usage, settings, clock);
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

  /** Removes a part that came to an upload that had ended, from a writer that crashed then. */
  @Override
  public void mend(Stored<Fields> record) {
    Stored<PartRecord> stored = PartNames.stored(record);
    UploadKey key = UploadKey.ofPart(stored);
    Optional<Stored<UploadRecord>> upload = uploads.find(key);
    if (upload.filter(found -> mayHaveParts(found.value())).isEmpty()) {
      parts.free(key, List.of(stored));
      parts.remove(key, stored);
    }
  }

  private static boolean mayHaveParts(UploadRecord upload) {
    return !(upload.state() instanceof UploadState.Done done) || done.uncleared().isPresent();
  }
}

package org.mucura.core.upload;

import java.time.InstantSource;
import org.mucura.core.commit.Storage;
import org.mucura.core.format.RecordStore;
import org.mucura.core.setting.CurrentSettings;
import org.mucura.core.usage.Usage;

/**
 * What requests and housekeeping handle uploads with. None of it has state.
 *
 * @param settlement ends what is half done
 * @param clearing removes what is left
 */
record Tools(UploadStore uploads, PartStore parts, Settlement settlement, Clearing clearing) {

  static Tools of(Storage storage, Usage usage, CurrentSettings settings, InstantSource clock) {
    RecordStore records = storage.records();
    UploadStore uploads = new UploadStore(records);
    PartStore parts = new PartStore(records, usage, settings, clock);
    Settlement settlement =
        new Settlement(
            uploads,
            storage.commits(),
            storage.pages(),
            new ObjectFence(records, clock, () -> settings.get().reclaimGrace()),
            new FinishedUploads(records, clock));
    return new Tools(uploads, parts, settlement, new Clearing(uploads, parts, storage.pages()));
  }
}

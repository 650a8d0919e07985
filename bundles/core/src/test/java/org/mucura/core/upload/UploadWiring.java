package org.mucura.core.upload;

import java.time.InstantSource;
import java.util.List;
import org.mucura.core.bucket.Buckets;
import org.mucura.core.commit.Storage;
import org.mucura.core.commit.UploadFinish;
import org.mucura.core.format.RecordStore;
import org.mucura.core.job.Job;
import org.mucura.core.reclaim.ContentOwner;
import org.mucura.core.setting.CurrentSettings;
import org.mucura.core.store.Stores;
import org.mucura.core.usage.Usage;

/** Makes the parts of uploads as the container does, with a test's clock and no threads. */
public record UploadWiring(Usage usage, CurrentSettings settings, InstantSource clock) {

  public UploadFinish finish(RecordStore records) {
    return new FinishedUploads(records, clock);
  }

  /** Leaves ended uploads to the job. */
  public Uploads uploads(Storage storage) {
    return new Uploads(
        storage, usage, settings, new Uploads.Surroundings(clock, work -> {}, () -> {}));
  }

  public Job job(Storage storage, Buckets buckets) {
    return new UploadsJob(Tools.of(storage, usage, settings, clock), buckets, clock);
  }

  public List<ContentOwner> owners(Stores stores) {
    return List.of(new PartOwner(stores, usage, settings, clock), new UploadOwner());
  }
}

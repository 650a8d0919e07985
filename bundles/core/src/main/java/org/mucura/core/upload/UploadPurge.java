package org.mucura.core.upload;

import java.time.InstantSource;
import java.util.List;
import org.mucura.core.blob.PartPages;
import org.mucura.core.bucket.BucketId;
import org.mucura.core.format.KeyRange;
import org.mucura.core.format.RecordStore;
import org.mucura.core.format.Stored;
import org.mucura.core.setting.CurrentSettings;
import org.mucura.core.store.Stores;
import org.mucura.core.upload.UploadState.Aborted;
import org.mucura.core.usage.Usage;

/** Removes the uploads of a bucket that was deleted, whatever their state. */
public final class UploadPurge {

  private static final int UPLOADS_AT_ONCE = 10;
  private static final int PARTS_AT_ONCE = 100;

  private final UploadStore uploads;
  private final PartStore parts;
  private final Clearing clearing;

  public UploadPurge(Stores stores, Usage usage, CurrentSettings settings, InstantSource clock) {
    RecordStore records = new RecordStore(stores.metadata());
    this.uploads = new UploadStore(records);
    this.parts = new PartStore(records, usage, settings, clock);
    this.clearing = new Clearing(uploads, parts, new PartPages(records, clock));
  }

  /** Removes some uploads or parts; returns whether it found any. */
  public boolean purge(BucketId bucket) {
    List<Stored<UploadRecord>> found =
        uploads.scan(UploadKey.withPrefix(bucket, ""), UPLOADS_AT_ONCE);
    for (Stored<UploadRecord> upload : found) {
      if (upload.value().state() instanceof Aborted
          || uploads.move(upload, new Aborted()).isPresent()) {
        clearing.clear(UploadKey.ofRecord(upload.key()));
      }
    }
    return !found.isEmpty() || purgeParts(bucket);
  }

  /** Parts that were written when their upload was gone. */
  private boolean purgeParts(BucketId bucket) {
    KeyRange all = UploadKey.partsOf(bucket);
    List<Stored<PartRecord>> found = parts.scan(all, PARTS_AT_ONCE);
    for (Stored<PartRecord> part : found) {
      UploadKey key = UploadKey.ofPart(part);
      parts.free(key, List.of(part));
      parts.remove(key, part);
    }
    return !found.isEmpty();
  }
}

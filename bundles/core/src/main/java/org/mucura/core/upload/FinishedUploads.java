package org.mucura.core.upload;

import java.time.InstantSource;
import java.util.Optional;
import org.mucura.core.commit.ObjectKey;
import org.mucura.core.commit.UploadFinish;
import org.mucura.core.format.RecordStore;
import org.mucura.core.format.Stored;
import org.mucura.core.store.Stores;
import org.mucura.core.upload.UploadState.Done;
import org.mucura.spi.Bytes;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Writes down that uploads are done once their objects are there. */
@Component(service = UploadFinish.class)
public final class FinishedUploads implements UploadFinish {

  private final UploadStore uploads;
  private final InstantSource clock;

  @Activate
  public FinishedUploads(@Reference Stores stores) {
    this(new RecordStore(stores.metadata()), InstantSource.system());
  }

  FinishedUploads(RecordStore records, InstantSource clock) {
    this.uploads = new UploadStore(records);
    this.clock = clock;
  }

  @Override
  public void finish(ObjectKey key, String uploadId) {
    UploadKey upload = new UploadKey(key.bucket(), key.key(), Bytes.hex(uploadId));
    boolean moved = false;
    while (!moved) {
      Optional<Stored<UploadRecord>> found = uploads.find(upload);
      Optional<Manifest> manifest = found.flatMap(stored -> stored.value().manifest());
      moved = manifest.isEmpty() || move(found.orElseThrow(), manifest.get());
    }
  }

  private boolean move(Stored<UploadRecord> found, Manifest manifest) {
    Done done = new Done(manifest.outcome(), clock.instant(), Optional.of(manifest.contents()));
    return uploads.move(found, done).isPresent();
  }
}

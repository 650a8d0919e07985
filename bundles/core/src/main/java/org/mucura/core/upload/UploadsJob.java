package org.mucura.core.upload;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.mucura.core.bucket.Bucket;
import org.mucura.core.bucket.Buckets;
import org.mucura.core.commit.Storage;
import org.mucura.core.format.KeyRange;
import org.mucura.core.format.RecordType;
import org.mucura.core.format.Stored;
import org.mucura.core.job.Job;
import org.mucura.core.setting.CurrentSettings;
import org.mucura.core.upload.UploadState.Aborted;
import org.mucura.core.upload.UploadState.Done;
import org.mucura.core.usage.Usage;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Goes through all uploads and does what gateways that died left: settles those being completed,
 * clears those that have ended, and forgets those that ended long ago.
 */
@Component(service = Job.class)
public final class UploadsJob implements Job {

  private static final Logger LOG = LoggerFactory.getLogger(UploadsJob.class);
  private static final int RECORDS_PER_STEP = 500;

  private final Tools tools;
  private final Buckets buckets;
  private final InstantSource clock;
  private KeyRange rest = RecordType.UPLOAD.all();

  @Activate
  public UploadsJob(
      @Reference Storage storage,
      @Reference Usage usage,
      @Reference CurrentSettings settings,
      @Reference Buckets buckets) {
    this(
        Tools.of(storage, usage, settings, InstantSource.system()),
        buckets,
        InstantSource.system());
  }

  UploadsJob(Tools tools, Buckets buckets, InstantSource clock) {
    this.tools = tools;
    this.buckets = buckets;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "uploads";
  }

  @Override
  public Duration interval() {
    return Duration.ofMinutes(10);
  }

  @Override
  public synchronized boolean step() {
    List<Stored<UploadRecord>> read = tools.uploads().scan(rest, RECORDS_PER_STEP);
    read.forEach(this::tidy);
    boolean more = read.size() == RECORDS_PER_STEP;
    KeyRange all = RecordType.UPLOAD.all();
    rest = more ? all.behind(read.get(read.size() - 1).key()) : all;
    return more;
  }

  private void tidy(Stored<UploadRecord> found) {
    UploadKey key = UploadKey.ofRecord(found.key());
    UploadState state = found.value().state();
    try {
      if (state instanceof Aborted) {
        tools.clearing().clear(key);
      } else if (state instanceof Done done) {
        tidy(key, found, done);
      } else if (found.value().manifest().isPresent()) {
        settle(key, found);
      }
    } catch (RuntimeException e) {
      // a damaged record, too, keeps no other upload waiting
      LOG.warn("upload {} is left as it is this time", key.uploadId(), e);
    }
  }

  private void tidy(UploadKey key, Stored<UploadRecord> found, Done done) {
    Instant limit = clock.instant().minus(Completion.REMEMBERED);
    if (done.uncleared().isPresent()) {
      tools.clearing().clear(key);
    } else if (done.at().isBefore(limit)) {
      tools.uploads().remove(found);
    }
  }

  private void settle(UploadKey key, Stored<UploadRecord> found) {
    Bucket bucket = buckets.get(found.value().bucket());
    if (bucket.id().equals(key.bucket())) {
      tools.settlement().settle(bucket, key, found);
    }
  }
}

package org.mucura.core.reclaim;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.mucura.core.S3Exception;
import org.mucura.core.blob.Contents;
import org.mucura.core.blob.PartPages;
import org.mucura.core.bucket.BucketId;
import org.mucura.core.format.RecordStore;
import org.mucura.core.job.Job;
import org.mucura.core.setting.CurrentSettings;
import org.mucura.core.store.Stores;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes what crashed writes left: blobs and pages that no record names, once they are so old that
 * nobody can be about to name them. On its way through the records it does what crashes left
 * undone.
 */
@Component(service = Job.class)
public final class OrphanSweep implements Job {

  private static final Logger LOG = LoggerFactory.getLogger(OrphanSweep.class);
  private static final int RECORDS_PER_STEP = 2_000;

  private final RecordStore records;
  private final PartPages pages;
  private final Owners owners;
  private final Stores stores;
  private final InstantSource clock;
  private final Supplier<Duration> age;

  private final Deque<CandidateSource> sources = new ArrayDeque<>();
  private @Nullable NamePass pass;

  @Activate
  public OrphanSweep(
      @Reference Stores stores,
      @Reference CurrentSettings settings,
      @Reference(target = "(record=part)") ContentOwner parts,
      @Reference(target = "(record=upload)") ContentOwner uploads,
      @Reference(target = "(record=object)") ContentOwner objects) {
    this(
        Ground.of(stores, InstantSource.system(), List.of(parts, uploads, objects)),
        InstantSource.system(),
        () -> settings.get().orphanAge());
  }

  /**
   * Not begun yet.
   *
   * @param age how old what is removed must be
   */
  public OrphanSweep(Ground ground, InstantSource clock, Supplier<Duration> age) {
    this.records = ground.records();
    this.pages = ground.pages();
    this.owners = ground.owners();
    this.stores = ground.stores();
    this.clock = clock;
    this.age = age;
  }

  @Override
  public String name() {
    return "orphan-sweep";
  }

  @Override
  public Duration interval() {
    return Duration.ofDays(1);
  }

  @Override
  public synchronized boolean step() {
    try {
      if (pass == null) {
        begin();
      } else if (!pass.step(RECORDS_PER_STEP)) {
        pass = nextPass();
      }
    } catch (IOException | S3Exception e) {
      LOG.warn("the sweep goes on without the rest of one store", e);
      pass = null;
      sources.clear();
    }
    return pass != null;
  }

  /** A run reads all records at least once, whether there are candidates or not. */
  private void begin() throws IOException {
    Instant limit = clock.instant().minus(age.get());
    sources.clear();
    sources.add(new PageSource(pages, limit));
    for (String store : new BlobRemover(stores).present()) {
      sources.add(new BlobSource(stores, pages, store, limit.toEpochMilli()));
    }
    NamePass first = nextPass();
    pass = first == null ? new NamePass(records, owners.inOrder(), new Nothing()) : first;
  }

  private @Nullable NamePass nextPass() throws IOException {
    while (!sources.isEmpty()) {
      Optional<Candidates> candidates = sources.element().next();
      if (candidates.isPresent()) {
        return new NamePass(records, owners.inOrder(), candidates.get());
      }
      sources.remove();
    }
    return null;
  }

  /** No candidates. */
  private static final class Nothing implements Candidates {

    @Override
    public boolean isEmpty() {
      return true;
    }

    @Override
    public void drop(BucketId bucket, Contents contents) {}

    @Override
    public void remove() {}
  }
}

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
import org.mucura.core.blob.Contents;
import org.mucura.core.bucket.BucketId;
import org.mucura.core.job.Job;
import org.mucura.core.reclaim.NamePass.Manner;
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
  private static final Duration INTERVAL_MIN = Duration.ofSeconds(10);
  private static final Duration INTERVAL_MAX = Duration.ofDays(1);

  private final Ground ground;
  private final InstantSource clock;
  private final Supplier<Duration> age;

  private final Deque<CandidateSource> sources = new ArrayDeque<>();
  private @Nullable Pin pin;
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
    this.ground = ground;
    this.clock = clock;
    this.age = age;
  }

  @Override
  public String name() {
    return "orphan-sweep";
  }

  /** Where what is left goes within less than a day, it is looked for as often. */
  @Override
  public Duration interval() {
    return interval(age.get());
  }

  /** How long after it may be removed an orphan is gone at the latest, for this age. */
  public static Duration interval(Duration wanted) {
    if (wanted.compareTo(INTERVAL_MIN) < 0) {
      return INTERVAL_MIN;
    }
    return wanted.compareTo(INTERVAL_MAX) > 0 ? INTERVAL_MAX : wanted;
  }

  @Override
  public synchronized boolean step() {
    try {
      Pin current = pin;
      if (pass == null || current == null) {
        begin();
      } else if (!pass.step(RECORDS_PER_STEP)) {
        pass = nextPass(current);
      }
    } catch (IOException | RuntimeException e) {
      LOG.warn("the sweep is given up until its next time", e);
      pass = null;
      sources.clear();
    }
    return pass != null;
  }

  /** A run reads all records at least once, whether there are candidates or not. */
  private void begin() throws IOException {
    Instant limit = clock.instant().minus(age.get());
    sources.clear();
    Pin begun = Pin.of(ground.stores());
    pin = begun;
    sources.addAll(OrphanSources.of(ground, begun, limit));
    NamePass first = nextPass(begun);
    pass = first == null ? new NamePass(ground, begun, new Nothing(), Manner.TIDYING) : first;
  }

  private @Nullable NamePass nextPass(Pin begun) throws IOException {
    while (!sources.isEmpty()) {
      Optional<Candidates> candidates = sources.element().next();
      if (candidates.isPresent()) {
        return new NamePass(ground, begun, candidates.get(), Manner.TIDYING);
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
    public List<Orphan> left() {
      return List.of();
    }

    @Override
    public void remove() {}
  }
}

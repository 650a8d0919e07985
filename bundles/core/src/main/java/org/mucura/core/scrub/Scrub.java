package org.mucura.core.scrub;

import java.io.InterruptedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.mucura.core.S3Exception;
import org.mucura.core.blob.PartPages;
import org.mucura.core.bucket.BucketNames;
import org.mucura.core.format.RecordStore;
import org.mucura.core.format.Stored;
import org.mucura.core.format.Swap;
import org.mucura.core.job.Job;
import org.mucura.core.reclaim.ContentOwner;
import org.mucura.core.scrub.ScrubConfig.Rhythm;
import org.mucura.core.store.Stores;
import org.mucura.core.walk.ContentWalk;
import org.mucura.core.walk.RecordBlobs;
import org.mucura.core.walk.RecordReader;
import org.mucura.core.walk.StillNamed;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads everything that records name, again and again, and keeps what is damaged as findings. A
 * pass goes on from where it was when the gateway starts again. Repairs nothing.
 *
 * <p>Threads: steps are one thread's; the others may be called by any.
 */
@Component(
    service = {Job.class, Scrub.class},
    configurationPid = "org.mucura.scrub")
@Designate(ocd = ScrubConfig.class)
public final class Scrub implements Job {

  private static final Logger LOG = LoggerFactory.getLogger(Scrub.class);

  /** How soon a wanted pass begins. */
  private static final Duration LOOK = Duration.ofSeconds(2);

  /** How soon a pass goes on that failed. */
  private static final Duration RETRY = Duration.ofMinutes(1);

  private static final Duration STEP = Duration.ofSeconds(1);

  /** How much is read again at most after a kill. */
  private static final Duration SAVE = Duration.ofSeconds(10);

  private final Stores stores;
  private final RecordStore records;
  private final List<ContentOwner> owners;
  private final InstantSource clock;
  private volatile Rhythm rhythm;

  private @Nullable PassRun run;
  private @Nullable Stored<ScrubRecord> saved;
  private Instant savedAt = Instant.EPOCH;
  private volatile Instant retryAt = Instant.EPOCH;

  @Activate
  public Scrub(
      ScrubConfig config,
      @Reference Stores stores,
      @Reference(target = "(record=part)") ContentOwner parts,
      @Reference(target = "(record=upload)") ContentOwner uploads,
      @Reference(target = "(record=object)") ContentOwner objects) {
    this(stores, List.of(parts, uploads, objects), InstantSource.system(), Rhythm.of(config));
  }

  /**
   * @param owners of blobs, in the order in which names move
   */
  public Scrub(Stores stores, List<ContentOwner> owners, InstantSource clock, Rhythm rhythm) {
    this.stores = stores;
    this.records = new RecordStore(stores.metadata());
    this.owners = owners;
    this.clock = clock;
    this.rhythm = rhythm;
  }

  @Modified
  void modified(ScrubConfig config) {
    try {
      rhythm = Rhythm.of(config);
    } catch (IllegalArgumentException e) {
      LOG.error("{}; the former settings hold", e.getMessage());
    }
  }

  /** Breaks off what is under way; a later gateway goes on with it. */
  @Deactivate
  void close() {
    drop();
  }

  /** Wants a pass at once. If one is under way it is the wanted one if it has not begun yet. */
  public void request() {
    Optional<Stored<ScrubRecord>> found = load();
    ScrubRecord before = found.map(Stored::value).orElse(ScrubRecord.NONE);
    Swap<ScrubRecord> swap =
        records.put(ScrubRecord.KEY, before.request(), found, ScrubRecord.CODEC);
    if (swap instanceof Swap.Lost) {
      // the pass was saving its progress: once more
      request();
    }
  }

  /** What the scrub is at, as it was saved last. */
  public ScrubStatus status() {
    return load().map(Stored::value).orElse(ScrubRecord.NONE).status();
  }

  /** The first of what is known to be damaged. */
  public List<Finding> findings(int limit) {
    return new Findings(records).list(limit);
  }

  private Optional<Stored<ScrubRecord>> load() {
    return records.get(ScrubRecord.KEY, ScrubRecord.CODEC);
  }

  @Override
  public String name() {
    return "scrub";
  }

  @Override
  public Duration interval() {
    return LOOK;
  }

  @Override
  public boolean isSlow() {
    return true;
  }

  @Override
  public boolean isDue() {
    try {
      return !clock.instant().isBefore(retryAt)
          && isDue(load().map(Stored::value).orElse(ScrubRecord.NONE));
    } catch (S3Exception e) {
      LOG.debug("not known whether to scrub", e);
      return false;
    }
  }

  private boolean isDue(ScrubRecord record) {
    Duration interval = rhythm.interval();
    return record.requested()
        || record.pass().isPresent()
        || (!interval.isZero() && !clock.instant().isBefore(record.ended().plus(interval)));
  }

  @Override
  public synchronized boolean step() {
    try {
      return pass();
    } catch (InterruptedIOException e) {
      drop();
      return false;
    } catch (RuntimeException e) {
      drop();
      retryAt = clock.instant().plus(RETRY);
      throw e;
    }
  }

  private boolean pass() throws InterruptedIOException {
    PassRun going = run;
    if (going == null) {
      return begin();
    }
    Throttle throttle = new Throttle(rhythm.bytesPerSecond());
    long end = System.nanoTime() + STEP.toNanos();
    boolean more = true;
    while (more && !isToBeSaved() && System.nanoTime() < end) {
      more = going.step(throttle);
    }
    // what is told to the throttle last is waited for, too
    throttle.pass(0);
    if (!more) {
      end(going);
    } else if (isToBeSaved()) {
      save(value -> value.with(going.pass()));
    }
    return more && run != null;
  }

  private boolean isToBeSaved() {
    return !clock.instant().isBefore(savedAt.plus(SAVE));
  }

  private boolean begin() {
    Optional<Stored<ScrubRecord>> found = load();
    ScrubRecord before = found.map(Stored::value).orElse(ScrubRecord.NONE);
    if (!isDue(before)) {
      return false;
    }
    Pass pass = before.pass().orElseGet(() -> Pass.begun(clock.instant()));
    LOG.info("scrub: {} the pass of {}", pass.blobs() == 0 ? "begins" : "goes on", pass.began());
    Swap<ScrubRecord> swap =
        records.put(ScrubRecord.KEY, before.with(pass), found, ScrubRecord.CODEC);
    if (swap instanceof Swap.Done<ScrubRecord> done) {
      keep(done.stored());
      run = newRun(pass);
      return true;
    }
    return false;
  }

  private PassRun newRun(Pass pass) {
    Findings findings = new Findings(records);
    Reporter reporter = new Reporter(findings, new BucketNames(records), clock, pass);
    PartPages pages = new PartPages(records, clock);
    RecordReader reader = new RecordReader(records, reporter::gap);
    RecordBlobs named = new RecordBlobs(records, pages, reporter);
    ContentWalk walk = new ContentWalk(reader, named, owners, pass.place());
    BlobScrub.Doubts doubts =
        new BlobScrub.Doubts(new StillNamed(records, pages), new Patience(rhythm.pause()));
    BlobScrub blobs = new BlobScrub(stores, walk, doubts, reporter);
    return new PassRun(findings, blobs, new StoresScrub(stores, reporter));
  }

  private void end(PassRun whole) {
    whole.dropWhatIsWell();
    Pass pass = whole.pass();
    save(value -> value.ended(pass, clock.instant()));
    drop();
    LOG.info("scrub: read {} blobs, {} bytes", pass.blobs(), pass.bytes());
  }

  /** Whoever asks for a pass changes the record, too; if the pass is another one, this one ends. */
  private void save(UnaryOperator<ScrubRecord> change) {
    Stored<ScrubRecord> before = saved;
    for (int attempt = 0; before != null && attempt < 3; attempt++) {
      Swap<ScrubRecord> swap =
          records.replace(before, change.apply(before.value()), ScrubRecord.CODEC);
      if (swap instanceof Swap.Done<ScrubRecord> done) {
        keep(done.stored());
        return;
      }
      Instant began = before.value().pass().map(Pass::began).orElse(Instant.EPOCH);
      before =
          ((Swap.Lost<ScrubRecord>) swap)
              .current()
              .filter(now -> now.value().pass().filter(p -> p.began().equals(began)).isPresent())
              .orElse(null);
    }
    LOG.info("scrub: another gateway goes on with the pass");
    drop();
  }

  private void keep(Stored<ScrubRecord> stored) {
    saved = stored;
    savedAt = clock.instant();
  }

  @Override
  public void lostLease() {
    drop();
  }

  private synchronized void drop() {
    if (run != null) {
      run.close();
      run = null;
    }
  }
}

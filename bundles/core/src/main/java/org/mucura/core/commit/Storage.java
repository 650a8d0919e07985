package org.mucura.core.commit;

import java.time.InstantSource;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.mucura.core.blob.BlobAge;
import org.mucura.core.blob.BlobIds;
import org.mucura.core.blob.ContentReader;
import org.mucura.core.blob.ContentWriter;
import org.mucura.core.blob.Contents;
import org.mucura.core.blob.PartPages;
import org.mucura.core.bucket.Bucket;
import org.mucura.core.format.RecordStore;
import org.mucura.core.reclaim.ReclaimQueue;
import org.mucura.core.seal.Seals;
import org.mucura.core.setting.CurrentSettings;
import org.mucura.core.store.Stores;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** What objects and uploads stand on: their records, their contents, and how both change. */
@Component(service = Storage.class)
public final class Storage implements AutoCloseable {

  private static final int REDO_THREADS = 4;
  private static final int REDOS_WAITING_MAX = 1_000;

  private final Stores stores;
  private final Seals seals;
  private final RecordStore records;
  private final PartPages pages;
  private final ContentWriter writer;
  private final BlobAge age;
  private final Redoing redoing;
  private final ObjectCommits commits;
  private final Runnable close;

  /** What tests replace. */
  public record Surroundings(InstantSource clock, Executor redos, Runnable close) {

    /** A client waits for a redo only if too many wait already. */
    static Surroundings ofSystem() {
      ThreadPoolExecutor redos =
          new ThreadPoolExecutor(
              REDO_THREADS,
              REDO_THREADS,
              10,
              TimeUnit.SECONDS,
              new ArrayBlockingQueue<>(REDOS_WAITING_MAX),
              work -> new Thread(work, "mucura-redo"),
              new ThreadPoolExecutor.CallerRunsPolicy());
      redos.allowCoreThreadTimeOut(true);
      return new Surroundings(InstantSource.system(), redos, () -> end(redos));
    }

    private static void end(ThreadPoolExecutor redos) {
      redos.shutdown();
      try {
        redos.awaitTermination(10, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Activate
  public Storage(
      @Reference Stores stores,
      @Reference CurrentSettings settings,
      @Reference Seals seals,
      @Reference UploadFinish uploads,
      @Reference CommitListener listener) {
    this(stores, settings, new Links(seals, uploads, listener), Surroundings.ofSystem());
  }

  /** Who seals contents, and who takes part in commits. */
  public record Links(Seals seals, UploadFinish uploads, CommitListener listener) {}

  public Storage(Stores stores, CurrentSettings settings, Links links, Surroundings surroundings) {
    InstantSource clock = surroundings.clock();
    this.stores = stores;
    this.seals = links.seals();
    this.records = new RecordStore(stores.metadata());
    this.pages = new PartPages(records, clock);
    this.writer = new ContentWriter(stores, seals, new BlobIds(clock));
    this.age = new BlobAge(clock, () -> settings.get().orphanAge());
    this.redoing =
        new Redoing(records, new ReclaimQueue(records), links.uploads(), surroundings.redos());
    this.commits =
        new ObjectCommits(
            records, redoing, links.listener(), clock, () -> settings.get().reclaimGrace());
    this.close = surroundings.close();
  }

  public RecordStore records() {
    return records;
  }

  public PartPages pages() {
    return pages;
  }

  public ContentWriter writer() {
    return writer;
  }

  public BlobAge age() {
    return age;
  }

  public ObjectCommits commits() {
    return commits;
  }

  Redoing redoing() {
    return redoing;
  }

  public Seals seals() {
    return seals;
  }

  /** Opens contents; the caller closes the reader. */
  public ContentReader reader(Bucket bucket, Contents contents) {
    return new ContentReader(stores, pages, seals.opener(bucket.key()), bucket.id(), contents);
  }

  /** Waits for the redos under way. */
  @Override
  @Deactivate
  public void close() {
    close.run();
  }
}

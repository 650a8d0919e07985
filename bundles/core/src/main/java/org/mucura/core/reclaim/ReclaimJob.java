package org.mucura.core.reclaim;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.mucura.core.format.Stored;
import org.mucura.core.job.Job;
import org.mucura.core.store.Stores;
import org.mucura.spi.Bytes;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Works off the reclaim queue, some entries at once, for a store commits many at the cost of one.
 */
@Component(service = Job.class)
public final class ReclaimJob implements Job, AutoCloseable {

  private static final int BATCH = 256;
  private static final int THREADS = 8;

  private final Reclaimer reclaimer;
  private final ExecutorService workers =
      Executors.newFixedThreadPool(THREADS, work -> new Thread(work, "mucura-reclaim"));
  private Bytes after = Bytes.EMPTY;

  @Activate
  public ReclaimJob(
      @Reference Stores stores,
      @Reference(target = "(record=part)") ContentOwner parts,
      @Reference(target = "(record=upload)") ContentOwner uploads,
      @Reference(target = "(record=object)") ContentOwner objects) {
    this(
        new Reclaimer(
            Ground.of(stores, InstantSource.system(), List.of(parts, uploads, objects)),
            InstantSource.system()));
  }

  public ReclaimJob(Reclaimer reclaimer) {
    this.reclaimer = reclaimer;
  }

  @Override
  @Deactivate
  public void close() {
    workers.shutdown();
  }

  @Override
  public String name() {
    return "reclaim";
  }

  @Override
  public Duration interval() {
    return Duration.ofSeconds(10);
  }

  /** An entry that cannot be worked off is passed over until the next run. */
  @Override
  public synchronized boolean step() {
    List<Stored<ReclaimRecord>> due = reclaimer.due(after, BATCH);
    List<Future<Boolean>> running = new ArrayList<>();
    due.forEach(entry -> running.add(workers.submit(() -> reclaimer.reclaim(entry))));
    running.forEach(ReclaimJob::await);
    boolean more = due.size() == BATCH;
    after = more ? due.get(BATCH - 1).key() : Bytes.EMPTY;
    return more;
  }

  private static void await(Future<Boolean> running) {
    try {
      running.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("reclaim failed", e.getCause());
    }
  }
}

package org.mucura.core.job;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.mucura.core.format.RecordStore;
import org.mucura.core.store.Stores;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs all jobs, step by step in turn, on one daemon thread; so no job keeps the others waiting
 * longer than for a step, and together they take no more than one processor. Only a slow job has a
 * thread for itself, on which it mostly waits.
 */
@Component(
    service = {},
    immediate = true)
public final class JobRunner {

  private static final Logger LOG = LoggerFactory.getLogger(JobRunner.class);

  /** While a container starts, the jobs come one by one, and each makes a runner anew. */
  private static final long START_MILLIS = 5_000;

  private static final long IDLE_MILLIS = 1_000;
  private static final long STOP_SECONDS = 10;

  private final List<JobTurn> turns;
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean stopped;

  @Activate
  public JobRunner(
      @Reference Stores stores,
      @Reference(policyOption = ReferencePolicyOption.GREEDY) List<Job> jobs) {
    this(jobs, new RecordStore(stores.metadata()), InstantSource.system());
    start("mucura-jobs", turns.stream().filter(turn -> !turn.isSlow()).toList());
    turns.stream().filter(JobTurn::isSlow).forEach(turn -> start("mucura-job", List.of(turn)));
  }

  /** Without a thread. */
  JobRunner(List<Job> jobs, RecordStore records, InstantSource clock) {
    String gateway = UUID.randomUUID().toString();
    this.turns = jobs.stream().map(job -> new JobTurn(job, records, gateway, clock)).toList();
  }

  private void start(String name, List<JobTurn> own) {
    Thread thread = new Thread(() -> run(own), name);
    thread.setDaemon(true);
    threads.add(thread);
    thread.start();
  }

  /** Ends after the step that is being done, and lets other gateways go on. */
  @Deactivate
  void close() {
    stopped = true;
    synchronized (this) {
      notifyAll();
    }
    threads.forEach(JobRunner::await);
  }

  private static void await(Thread thread) {
    try {
      thread.join(TimeUnit.SECONDS.toMillis(STOP_SECONDS));
      if (thread.isAlive()) {
        LOG.warn("a job does not end, interrupted");
        thread.interrupt();
      }
    } catch (InterruptedException e) {
      thread.interrupt();
      Thread.currentThread().interrupt();
    }
  }

  private void run(List<JobTurn> own) {
    try {
      idle(START_MILLIS);
      while (!stopped) {
        if (!round(own)) {
          idle(IDLE_MILLIS);
        }
      }
    } catch (InterruptedException e) {
      LOG.debug("interrupted", e);
    }
    own.forEach(JobTurn::stop);
  }

  /**
   * Does a step of each job whose turn it is.
   *
   * @return whether there is more to do at once
   */
  boolean round() {
    return round(turns);
  }

  private boolean round(List<JobTurn> own) {
    boolean more = false;
    for (JobTurn turn : own) {
      more |= !stopped && turn.take();
    }
    return more;
  }

  private synchronized void idle(long millis) throws InterruptedException {
    if (!stopped) {
      TimeUnit.MILLISECONDS.timedWait(this, millis);
    }
  }
}

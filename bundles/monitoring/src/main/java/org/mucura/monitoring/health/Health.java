package org.mucura.monitoring.health;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks whether requests can be served: once for all who ask within half a second, on a thread of
 * its own, and not for longer than they have patience. A store that does not answer is a fault.
 */
public final class Health implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Health.class);

  private static final long FRESH_NANOS = 500_000_000;

  private final List<Check> checks;
  private final Duration patience;
  private final ExecutorService looking = Executors.newSingleThreadExecutor(Health::thread);
  private @Nullable CompletableFuture<HealthReport> last;
  private long lastBegin;
  private volatile String at = "";
  private volatile boolean ready = true;

  /**
   * @param patience how long a look may take
   */
  Health(List<Check> checks, Duration patience) {
    this.checks = List.copyOf(checks);
    this.patience = patience;
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "mucura-health");
    thread.setDaemon(true);
    return thread;
  }

  /** What was found half a second ago or later. Blocks while it is looked, within bounds. */
  public HealthReport report() {
    HealthReport report;
    try {
      report = look().get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      report = faulty(at, "no answer within " + patience.toMillis() + " ms");
    } catch (ExecutionException e) {
      report = faulty(at, String.valueOf(e.getCause()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      report = faulty(at, "interrupted");
    }
    tell(report);
    return report;
  }

  private static HealthReport faulty(String name, String fault) {
    return new HealthReport(List.of(new HealthReport.Result(name, Optional.of(fault))));
  }

  private synchronized CompletableFuture<HealthReport> look() {
    long now = System.nanoTime();
    CompletableFuture<HealthReport> known = last;
    if (known != null && (!known.isDone() || now - lastBegin < FRESH_NANOS)) {
      return known;
    }
    CompletableFuture<HealthReport> fresh = CompletableFuture.supplyAsync(this::lookNow, looking);
    last = fresh;
    lastBegin = now;
    return fresh;
  }

  private HealthReport lookNow() {
    List<HealthReport.Result> results = new ArrayList<>();
    for (Check check : checks) {
      at = check.name();
      results.add(new HealthReport.Result(check.name(), fault(check)));
    }
    return new HealthReport(results);
  }

  /** Whatever a check throws is what is wrong. */
  @SuppressWarnings("IllegalCatch")
  private static Optional<String> fault(Check check) {
    try {
      return check.fault().call();
    } catch (Exception e) {
      LOG.debug("{} is not well", check.name(), e);
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  /** A line in the log whenever it changes. */
  private synchronized void tell(HealthReport report) {
    if (report.isReady() == ready) {
      return;
    }
    ready = report.isReady();
    if (ready) {
      LOG.info("ready");
    } else {
      LOG.warn("not ready: {}", describe(report));
    }
  }

  private static String describe(HealthReport report) {
    StringBuilder faults = new StringBuilder();
    for (HealthReport.Result result : report.results()) {
      result
          .fault()
          .ifPresent(
              fault ->
                  faults
                      .append(faults.isEmpty() ? "" : "; ")
                      .append(result.name())
                      .append(": ")
                      .append(fault));
    }
    return faults.toString();
  }

  @Override
  public void close() {
    looking.shutdownNow();
  }
}

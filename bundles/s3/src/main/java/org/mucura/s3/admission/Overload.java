package org.mucura.s3.admission;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.mucura.s3.operation.Work;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts what could not be served, and says so in the log, now and then. */
final class Overload {

  private static final Logger LOG = LoggerFactory.getLogger(Overload.class);

  private static final long INTERVAL_NANOS = 10_000_000_000L;

  private final Map<Work, LongAdder> refused = new EnumMap<>(Work.class);
  private final LongAdder cut = new LongAdder();
  private final AtomicLong lastReport = new AtomicLong(System.nanoTime() - INTERVAL_NANOS);

  Overload() {
    for (Work work : Work.values()) {
      refused.put(work, new LongAdder());
    }
  }

  /**
   * A request was refused.
   *
   * @param crowd what of this kind there is instead, if that is to be told
   */
  void refused(Work work, Supplier<String> crowd) {
    Objects.requireNonNull(refused.get(work)).increment();
    if (isTimeToReport()) {
      LOG.warn(
          "overload: {}; since the start {} requests were refused by 503 SlowDown and {} slow"
              + " transfers cut",
          crowd.get(),
          refused.values().stream().mapToLong(LongAdder::sum).sum(),
          cut.sum());
    }
  }

  void cut() {
    cut.increment();
    if (isTimeToReport()) {
      LOG.warn(
          "overload: {} transfers with slow clients were cut since the start, to serve others",
          cut.sum());
    }
  }

  private boolean isTimeToReport() {
    long now = System.nanoTime();
    long last = lastReport.get();
    return now - last >= INTERVAL_NANOS && lastReport.compareAndSet(last, now);
  }

  long cuts() {
    return cut.sum();
  }

  long refused(Work work) {
    return Objects.requireNonNull(refused.get(work)).sum();
  }
}

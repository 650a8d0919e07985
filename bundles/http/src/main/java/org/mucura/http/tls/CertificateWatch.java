package org.mucura.http.tls;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at a certificate's files now and then. Files that are no good leave the old certificate in
 * use and are read again once they change again.
 */
public final class CertificateWatch implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(CertificateWatch.class);

  private final ServerTls tls;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(CertificateWatch::thread);

  public CertificateWatch(ServerTls tls, Duration interval) {
    this.tls = tls;
    long nanos = interval.toNanos();
    var unused = timer.scheduleWithFixedDelay(this::check, nanos, nanos, TimeUnit.NANOSECONDS);
  }

  private void check() {
    try {
      tls.refresh();
    } catch (Exception e) {
      // Whatever is wrong with the new files, the old certificate serves on.
      LOG.error("certificate kept, the new one is no good: {}", e.toString());
    }
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "certificate-watch");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}

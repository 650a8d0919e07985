package org.mucura.http.server;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * Cuts the connections of clients that take their answers too slowly: each holds a thread that
 * waits to write. The idle time alone does not free it, a byte now and then is enough to pass.
 */
final class SlowReaders {

  private static final Duration INTERVAL = Duration.ofMillis(500);

  private final MinimumRate rate;
  private final Scheduler scheduler;
  private final Set<Write> pending = ConcurrentHashMap.newKeySet();
  private volatile boolean running;

  SlowReaders(MinimumRate rate, Scheduler scheduler) {
    this.rate = rate;
    this.scheduler = scheduler;
  }

  void start() {
    running = true;
    schedule();
  }

  void stop() {
    running = false;
  }

  private void schedule() {
    scheduler.schedule(this::check, INTERVAL.toNanos(), TimeUnit.NANOSECONDS);
  }

  private void check() {
    try {
      long now = System.nanoTime();
      pending.forEach(write -> write.cutIfTooSlow(now));
    } finally {
      // Whatever one connection's end may throw, the others are watched on.
      if (running) {
        schedule();
      }
    }
  }

  /** The response, watched while it is written. */
  Response watch(Response response) {
    return new Watched(response);
  }

  private final class Watched extends Response.Wrapper {

    private final AtomicLong bytes = new AtomicLong();
    private final AtomicLong waitedNanos = new AtomicLong();

    Watched(Response response) {
      super(response.getRequest(), response);
    }

    @Override
    public void write(boolean last, @Nullable ByteBuffer buffer, Callback callback) {
      Write write = new Write(this, buffer == null ? 0 : buffer.remaining(), callback);
      super.write(last, buffer, write);
      if (!write.done) {
        pending.add(write);
        if (write.done) {
          pending.remove(write);
        }
      }
    }

    private void wrote(long count, long nanos) {
      bytes.addAndGet(count);
      waitedNanos.addAndGet(nanos);
    }
  }

  private final class Write extends Callback.Nested {

    private final Watched response;
    private final long length;
    private final long start = System.nanoTime();
    private volatile boolean done;

    Write(Watched response, long length, Callback callback) {
      super(callback);
      this.response = response;
      this.length = length;
    }

    @Override
    public void succeeded() {
      end();
      super.succeeded();
    }

    @Override
    public void failed(Throwable cause) {
      end();
      super.failed(cause);
    }

    private void end() {
      response.wrote(length, System.nanoTime() - start);
      done = true;
      pending.remove(this);
    }

    private void cutIfTooSlow(long now) {
      // What is being written counts as if it were taken.
      if (rate.isMissed(response.bytes.get() + length, response.waitedNanos.get() + now - start)) {
        response
            .getRequest()
            .getConnectionMetaData()
            .getConnection()
            .getEndPoint()
            .close(new TimeoutException("answer taken slower than " + rate));
      }
    }
  }
}

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
import org.mucura.http.MinimumRate;

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
      pending.forEach(Write::cutIfTooSlow);
    } finally {
      // Whatever one connection's end may throw, the others are watched on.
      if (running) {
        schedule();
      }
    }
  }

  /** The response, watched while it is written. */
  Watched watch(Response response) {
    return new Watched(response);
  }

  /** A response, and how it is taken. */
  final class Watched extends Response.Wrapper {

    private final AtomicLong bytes = new AtomicLong();
    private final Waiting waiting = new Waiting();

    private Watched(Response response) {
      super(response.getRequest(), response);
    }

    @Override
    public void write(boolean last, @Nullable ByteBuffer buffer, Callback callback) {
      int length = buffer == null ? 0 : buffer.remaining();
      // What is being written counts as if it were taken.
      bytes.addAndGet(length);
      waiting.begin();
      Write write = new Write(this, callback);
      super.write(last, buffer, write);
      if (!write.done) {
        pending.add(write);
        if (write.done) {
          pending.remove(write);
        }
      }
    }

    long bytes() {
      return bytes.get();
    }

    long waitedNanos() {
      return waiting.nanos();
    }
  }

  private final class Write extends Callback.Nested {

    private final Watched response;
    private volatile boolean done;

    Write(Watched response, Callback callback) {
      super(callback);
      this.response = response;
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
      response.waiting.end();
      done = true;
      pending.remove(this);
    }

    private void cutIfTooSlow() {
      if (rate.isMissed(response.bytes(), response.waitedNanos())) {
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

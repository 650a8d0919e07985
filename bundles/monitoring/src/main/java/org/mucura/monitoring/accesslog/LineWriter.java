package org.mucura.monitoring.accesslog;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.mucura.http.EndedExchange;
import org.mucura.wire.json.JsonText;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes lines on a thread of its own, some hundred at a time: no request waits for a disk. What
 * comes faster than it can be written, or while the disk takes nothing, is left out; a line then
 * says how many were, once there is one again.
 */
final class LineWriter implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(LineWriter.class);

  /** A line takes some KiB at most, so this bounds the memory as well. */
  static final int QUEUE_MAX = 4096;

  private static final int BATCH_MAX = 512;
  private static final long PAUSE_NANOS = 50_000_000;
  private static final long REPORT_NANOS = 60_000_000_000L;
  private static final long STOP_MILLIS = 5_000;

  private final LineFile file;

  /** Without a lock, which all who serve would wait for; so its length is counted beside it. */
  private final Queue<EndedExchange> queue = new ConcurrentLinkedQueue<>();

  private final AtomicInteger waiting = new AtomicInteger();
  private final LongAdder dropped = new LongAdder();
  private final Thread thread;
  private volatile boolean closed;
  private long droppedAndSaid;
  private long lastReport = System.nanoTime() - REPORT_NANOS;

  LineWriter(LineFile file) {
    this.file = file;
    this.thread = new Thread(this::run, "mucura-request-log");
    thread.setDaemon(true);
    thread.start();
  }

  /** Has a line written, soon. */
  void write(EndedExchange exchange) {
    int place = waiting.incrementAndGet();
    if (place > QUEUE_MAX) {
      waiting.decrementAndGet();
      dropped.increment();
      return;
    }
    queue.add(exchange);
    if (place == QUEUE_MAX / 2) {
      LockSupport.unpark(thread);
    }
  }

  /** How many lines were left out. */
  long dropped() {
    return dropped.sum();
  }

  private void run() {
    while (!closed) {
      LockSupport.parkNanos(PAUSE_NANOS);
      writeAll();
    }
    writeAll();
    try {
      file.close();
    } catch (IOException e) {
      LOG.debug("{} does not close", file, e);
    }
  }

  private void writeAll() {
    EndedExchange first = queue.poll();
    while (first != null) {
      StringBuilder lines = new StringBuilder();
      int count = 0;
      EndedExchange exchange = first;
      while (exchange != null) {
        AccessLine.append(lines, exchange);
        count++;
        exchange = count < BATCH_MAX ? queue.poll() : null;
      }
      waiting.addAndGet(-count);
      long missing = dropped.sum();
      if (missing > droppedAndSaid) {
        new JsonText(lines)
            .open()
            .field("time", Instant.now().toString())
            .field("dropped", missing - droppedAndSaid)
            .close();
        lines.append('\n');
      }
      append(lines, count, missing);
      first = queue.poll();
    }
  }

  private void append(StringBuilder lines, int count, long missing) {
    try {
      // all that is escaped is ASCII
      file.append(ByteBuffer.wrap(lines.toString().getBytes(StandardCharsets.US_ASCII)));
      droppedAndSaid = missing;
    } catch (IOException e) {
      dropped.add(count);
      long now = System.nanoTime();
      if (now - lastReport >= REPORT_NANOS) {
        lastReport = now;
        LOG.error(
            "cannot write {}: {}; requests are served on without lines there", file, e.toString());
      }
    }
  }

  /** Writes what is there, and ends. */
  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
    try {
      thread.join(STOP_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

package org.mucura.core.backup;

import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Writes many things at once, for a store makes many durable at the cost of one. Used by one
 * thread, which is told of the first failure at its next call.
 */
final class Writers implements AutoCloseable {

  private static final int THREADS = 32;
  private static final int WAITING_MAX = 4 * THREADS;

  private final ExecutorService threads =
      Executors.newFixedThreadPool(THREADS, work -> new Thread(work, "mucura-restore"));
  private final Semaphore room = new Semaphore(WAITING_MAX);
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

  /** Something to be written. */
  interface Writing {
    void write() throws IOException;
  }

  /** Has it written soon; waits if too much is waiting already. */
  void submit(Writing writing) throws IOException {
    throwFailure();
    acquire(1);
    threads.execute(
        () -> {
          try {
            if (failure.get() == null) {
              writing.write();
            }
          } catch (IOException | RuntimeException e) {
            failure.compareAndSet(null, e);
          } finally {
            room.release();
          }
        });
  }

  /** Waits until all is written. */
  void await() throws IOException {
    acquire(WAITING_MAX);
    room.release(WAITING_MAX);
    throwFailure();
  }

  private void acquire(int permits) throws BackupException {
    try {
      room.acquire(permits);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BackupException("interrupted", e);
    }
  }

  private void throwFailure() throws IOException {
    Exception failed = failure.get();
    if (failed instanceof IOException e) {
      throw e;
    }
    if (failed instanceof RuntimeException e) {
      throw e;
    }
  }

  /** Waits for what is being written, and leaves the rest. */
  @Override
  public void close() {
    failure.compareAndSet(null, new BackupException("given up"));
    room.acquireUninterruptibly(WAITING_MAX);
    threads.shutdown();
  }
}

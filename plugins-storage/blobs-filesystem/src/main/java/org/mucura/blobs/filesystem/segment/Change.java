package org.mucura.blobs.filesystem.segment;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.mucura.spi.blob.OutOfSpaceException;

/** What one thread wants to be done and waits for, and the committer does. */
abstract class Change {

  private enum State {
    WAITING,
    TAKEN,
    CANCELLED
  }

  private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);
  private final CountDownLatch done = new CountDownLatch(1);
  private @Nullable Throwable failure;

  /**
   * Adds the records of the change to the batch; called by the committer.
   *
   * @throws OutOfSpaceException if the medium is full
   */
  abstract void stage(Batch batch) throws IOException;

  /** Whether no other change may be in the same batch. */
  boolean isAlone() {
    return false;
  }

  /** Whether the change is still wanted; then it can no longer be cancelled. */
  final boolean take() {
    return state.compareAndSet(State.WAITING, State.TAKEN);
  }

  final void succeed() {
    done.countDown();
  }

  /** Does nothing if the change succeeded or failed before. */
  final void fail(Throwable reason) {
    if (done.getCount() > 0) {
      failure = reason;
      done.countDown();
    }
  }

  /**
   * Waits until the change is durable and visible.
   *
   * @throws ClosedByInterruptException if the thread was interrupted before the change was begun
   */
  final void await() throws IOException {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          done.await();
          throwFailure();
          return;
        } catch (InterruptedException e) {
          interrupted = true;
          if (state.compareAndSet(State.WAITING, State.CANCELLED)) {
            throw new ClosedByInterruptException();
          }
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void throwFailure() throws IOException {
    Throwable reason = failure;
    if (reason == null) {
      return;
    }
    // each thread throws an exception of its own
    String message = String.valueOf(reason.getMessage());
    throw reason instanceof OutOfSpaceException
        ? new OutOfSpaceException(message, reason)
        : new IOException(message, reason);
  }
}

package org.mucura.blobs.filesystem.segment;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The one thread that changes segments. It takes all changes that wait, writes their records one
 * behind the other and flushes them together; those that come meanwhile are the next batch. A
 * thread of its own, and not one of those that wait, because Java closes a file whose thread is
 * interrupted.
 */
final class Committer implements Closeable {

  private static final int BATCH_MAX = 1024;

  private final SegmentLog log;
  private final Deque<Change> waiting = new ArrayDeque<>();
  private final Thread thread = new Thread(this::run, "mucura-segments-committer");
  private final IOException failed = new IOException("the store has failed");
  private boolean closed;

  Committer(SegmentLog log) {
    this.log = log;
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * Lets a change be made, and waits until it is durable and visible.
   *
   * @throws IOException if it was not made, or the store is closed
   */
  void commit(Change change) throws IOException {
    synchronized (waiting) {
      if (closed) {
        throw new IOException("the store is closed");
      }
      waiting.add(change);
      waiting.notifyAll();
    }
    change.await();
  }

  /** How many changes wait. */
  int waiting() {
    synchronized (waiting) {
      return waiting.size();
    }
  }

  /** Makes all changes that wait, and no more; nothing is written when it returns. */
  @Override
  public void close() {
    synchronized (waiting) {
      closed = true;
      waiting.notifyAll();
    }
    Interruption later = new Interruption();
    later.join(thread);
    later.restore();
  }

  private void run() {
    // large enough from the beginning: what was taken must not get lost for want of memory
    List<Change> batch = new ArrayList<>(BATCH_MAX);
    try {
      while (take(batch)) {
        make(batch);
      }
    } finally {
      failAll(batch);
    }
  }

  private void make(List<Change> batch) {
    try {
      log.make(batch);
    } catch (Throwable e) {
      // the log takes back what failed before it makes anything else
      fail(batch);
    } finally {
      batch.clear();
    }
  }

  /** Lets nobody wait for a thread that is gone, however it ended; needs no memory. */
  private void failAll(List<Change> batch) {
    fail(batch);
    synchronized (waiting) {
      closed = true;
      while (!waiting.isEmpty()) {
        waiting.remove().fail(failed);
      }
    }
  }

  private void fail(List<Change> batch) {
    for (int i = 0; i < batch.size(); i++) {
      batch.get(i).fail(failed);
    }
  }

  private boolean take(List<Change> batch) {
    synchronized (waiting) {
      while (waiting.isEmpty() && !closed) {
        try {
          waiting.wait();
        } catch (InterruptedException e) {
          // nobody may end this thread but close
        }
      }
      while (!waiting.isEmpty() && batch.size() < BATCH_MAX) {
        batch.add(waiting.remove());
      }
      return !batch.isEmpty();
    }
  }
}

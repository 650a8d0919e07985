package org.mucura.blobs.filesystem.segment;

/**
 * An interruption that has to wait: Java closes a file whose thread is interrupted, and nobody may
 * go on while a thread that is to end still writes.
 */
final class Interruption {

  private boolean interrupted = Thread.interrupted();

  /** Waits until {@code thread} has ended. */
  void join(Thread thread) {
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
  }

  /** Lets the current thread be interrupted again if it was. */
  void restore() {
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}

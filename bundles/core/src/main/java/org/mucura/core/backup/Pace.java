package org.mucura.core.backup;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Is told of every little step of long work, and does what must be done meanwhile. */
final class Pace {

  private static final long EVERY = TimeUnit.SECONDS.toNanos(10);

  private final Duty duty;
  private final Supplier<String> tale;
  private final Consumer<String> listener;
  private long last = System.nanoTime();

  /** What must be done meanwhile, most often nothing: it is looked for at each step. */
  interface Duty {
    void fulfil() throws IOException;
  }

  /**
   * @param tale how far the work is
   * @param listener is told that every ten seconds
   */
  Pace(Duty duty, Supplier<String> tale, Consumer<String> listener) {
    this.duty = duty;
    this.tale = tale;
    this.listener = listener;
  }

  /**
   * A little more is done.
   *
   * @throws IOException if the work is in vain, or its thread is to end
   */
  void step() throws IOException {
    duty.fulfil();
    if (Thread.currentThread().isInterrupted()) {
      throw new BackupException("interrupted");
    }
    long now = System.nanoTime();
    if (now - last >= EVERY) {
      last = now;
      listener.accept(tale.get());
    }
  }
}

package org.mucura.core.usage;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.mucura.core.usage.CounterStore.Batch;

/**
 * What was noted for one scope and is not known to be written. A batch that failed may have been
 * written; it is tried again as it is, with its id, before what was noted since.
 */
final class PendingChange {

  private UsageTotal noted = UsageTotal.NONE;
  private @Nullable Batch sent;

  synchronized void add(UsageTotal change) {
    noted = noted.plus(change);
  }

  synchronized UsageTotal unwritten() {
    return sent == null ? noted : noted.plus(sent.change());
  }

  synchronized boolean isWritten() {
    return sent == null && noted.equals(UsageTotal.NONE);
  }

  /** Hands a batch to {@code writer}, and forgets it if that returns. For one thread at a time. */
  void write(Consumer<Batch> writer) {
    boolean tried = isTried();
    writer.accept(batch());
    settle();
    if (tried && !isWritten()) {
      writer.accept(batch());
      settle();
    }
  }

  private synchronized boolean isTried() {
    return sent != null;
  }

  private synchronized Batch batch() {
    Batch batch = sent == null ? Batch.of(noted) : sent;
    if (sent == null) {
      noted = UsageTotal.NONE;
    }
    sent = batch;
    return batch;
  }

  private synchronized void settle() {
    sent = null;
  }
}

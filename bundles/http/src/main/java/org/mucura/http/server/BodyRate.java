package org.mucura.http.server;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.thread.Invocable;
import org.jspecify.annotations.Nullable;

/**
 * The least rate at which a client must send a body. Only the time that the server waits for the
 * client counts, so a slow store is never held against it. A client that sends nothing at all is
 * the idle time's.
 *
 * @param bytesPerSecond 0 for no limit
 * @param after how long the server waits in all before the rate counts
 */
record BodyRate(int bytesPerSecond, Duration after) {

  /** The request, its body failing with a {@link TimeoutException} when it comes too slowly. */
  Request limit(Request request) {
    return bytesPerSecond == 0 ? request : new Limited(request);
  }

  private boolean isTooSlow(long bytes, long waitedNanos) {
    return waitedNanos > after.toNanos()
        && bytes < TimeUnit.NANOSECONDS.toMillis(waitedNanos) * bytesPerSecond / 1000;
  }

  /** Read by one thread after the other; Jetty's hand-over orders them. */
  private final class Limited extends Request.Wrapper {

    private long bytes;
    private long waitedNanos;
    private Content.@Nullable Chunk tooSlow;

    Limited(Request request) {
      super(request);
    }

    @Override
    public void demand(Runnable onContent) {
      if (tooSlow != null) {
        onContent.run();
        return;
      }
      long start = System.nanoTime();
      super.demand(
          // Of the same type, or a reader that blocks would need a second thread to be woken.
          Invocable.from(
              Invocable.getInvocationType(onContent),
              () -> {
                waitedNanos += System.nanoTime() - start;
                onContent.run();
              }));
    }

    @Override
    public Content.@Nullable Chunk read() {
      Content.Chunk failure = tooSlow;
      if (failure != null) {
        return failure;
      }
      Content.Chunk chunk = super.read();
      if (chunk == null || chunk.isLast() || Content.Chunk.isFailure(chunk)) {
        return chunk;
      }
      bytes += chunk.remaining();
      if (isTooSlow(bytes, waitedNanos)) {
        chunk.release();
        tooSlow =
            Content.Chunk.from(new TimeoutException("body slower than " + bytesPerSecond + " B/s"));
        return tooSlow;
      }
      return chunk;
    }
  }
}

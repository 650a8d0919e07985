package org.mucura.http.server;

import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.thread.Invocable;
import org.jspecify.annotations.Nullable;

/**
 * A request whose body fails with a {@link TimeoutException} when it comes too slowly. A client
 * that sends nothing at all is the idle time's. Read by one thread after the other; Jetty's
 * hand-over orders them.
 */
final class RateLimitedRequest extends Request.Wrapper {

  private final MinimumRate rate;
  private long bytes;
  private long waitedNanos;
  private Content.@Nullable Chunk tooSlow;

  RateLimitedRequest(Request request, MinimumRate rate) {
    super(request);
    this.rate = rate;
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
    if (rate.isMissed(bytes, waitedNanos)) {
      chunk.release();
      tooSlow = Content.Chunk.from(new TimeoutException("body slower than " + rate));
      return tooSlow;
    }
    return chunk;
  }
}

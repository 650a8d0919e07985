package org.mucura.http.server;

import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.thread.Invocable;
import org.jspecify.annotations.Nullable;
import org.mucura.http.ClientPace;
import org.mucura.http.MinimumRate;

/**
 * A request whose body fails with a {@link TimeoutException} when it comes too slowly. A client
 * that sends nothing at all is the idle time's. Read by one thread after the other; Jetty's
 * hand-over orders them, and others may look on.
 */
final class RateLimitedRequest extends Request.Wrapper implements ClientPace {

  private final MinimumRate rate;
  private final SlowReaders.Watched answer;
  private final AtomicLong bytes = new AtomicLong();
  private final Waiting waiting = new Waiting();
  private Content.@Nullable Chunk tooSlow;

  /**
   * @param answer to this request
   */
  RateLimitedRequest(Request request, MinimumRate rate, SlowReaders.Watched answer) {
    super(request);
    this.rate = rate;
    this.answer = answer;
  }

  @Override
  public void demand(Runnable onContent) {
    if (tooSlow != null) {
      onContent.run();
      return;
    }
    waiting.begin();
    super.demand(
        // Of the same type, or a reader that blocks would need a second thread to be woken.
        Invocable.from(
            Invocable.getInvocationType(onContent),
            () -> {
              waiting.end();
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
    bytes.lazySet(bytes.get() + chunk.remaining());
    if (rate.isMissed(bytes.get(), waiting.nanos())) {
      chunk.release();
      tooSlow = Content.Chunk.from(new TimeoutException("body slower than " + rate));
      return tooSlow;
    }
    return chunk;
  }

  @Override
  public long waitedNanos() {
    return waiting.nanos() + answer.waitedNanos();
  }

  @Override
  public long bytes() {
    return bytes.get() + answer.bytes();
  }

  @Override
  public void cut(Throwable cause) {
    getConnectionMetaData().getConnection().getEndPoint().close(cause);
  }
}

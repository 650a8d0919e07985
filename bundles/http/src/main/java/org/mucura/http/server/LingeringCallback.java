package org.mucura.http.server;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;
import org.mucura.http.ExchangeNotes;

/**
 * Ends an exchange whose answer came before the end of the request's body: reads on for a while
 * without holding a thread, and throws away what comes. To close the connection at once would reset
 * it, and take the answer from clients that look for it only when all is sent.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9112#section-9.6">RFC 9112, section 9.6</a>
 */
final class LingeringCallback extends Callback.Nested {

  /** More than one part of an upload, as clients cut them by default. */
  private static final long BYTES_MAX = 16 << 20;

  private static final Duration TIME_MAX = Duration.ofSeconds(3);

  private final Request request;
  private final Response response;
  private long bytes;
  private Scheduler.@Nullable Task timer;

  LingeringCallback(Request request, Response response, Callback callback) {
    super(callback);
    this.request = request;
    this.response = response;
  }

  @Override
  public void failed(Throwable cause) {
    ExchangeNotes.of(request).cut();
    super.failed(cause);
  }

  @Override
  public void succeeded() {
    // HTTP/2 can end one stream without hurting the others.
    if (response.hasLastWrite()
        && request.getConnectionMetaData().getHttpVersion().compareTo(HttpVersion.HTTP_2) < 0) {
      discard();
    } else {
      super.succeeded();
    }
  }

  private void discard() {
    while (true) {
      Content.Chunk chunk = request.read();
      if (chunk == null) {
        startTimer();
        request.demand(this::discard);
        return;
      }
      bytes += chunk.remaining();
      chunk.release();
      if (chunk.isLast() || Content.Chunk.isFailure(chunk) || bytes > BYTES_MAX) {
        end();
        return;
      }
    }
  }

  private void startTimer() {
    if (timer == null) {
      timer =
          request
              .getComponents()
              .getScheduler()
              .schedule(this::cut, TIME_MAX.toNanos(), TimeUnit.NANOSECONDS);
    }
  }

  /** Makes the read that is waited for fail. */
  private void cut() {
    request.getConnectionMetaData().getConnection().getEndPoint().close();
  }

  private void end() {
    if (timer != null) {
      timer.cancel();
    }
    super.succeeded();
  }
}

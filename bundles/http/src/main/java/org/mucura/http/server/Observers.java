package org.mucura.http.server;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.RequestLog;
import org.eclipse.jetty.server.Response;
import org.jspecify.annotations.Nullable;
import org.mucura.http.EndedExchange;
import org.mucura.http.ExchangeNotes;
import org.mucura.http.ExchangeObserver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells of exchanges that have ended. Jetty's request log is the one place that hears of all of
 * them: also of those that never reached a handler, because they are no HTTP or too large.
 */
final class Observers implements RequestLog {

  private static final Logger LOG = LoggerFactory.getLogger(Observers.class);

  private static final int METHOD_MAX = 32;
  private static final int USER_AGENT_MAX = 512;
  private static final long REPORT_NANOS = 60_000_000_000L;

  private final List<ExchangeObserver> observers = new CopyOnWriteArrayList<>();
  private final AtomicLong lastReport = new AtomicLong(System.nanoTime() - REPORT_NANOS);

  void add(ExchangeObserver observer) {
    observers.add(observer);
  }

  void remove(ExchangeObserver observer) {
    observers.remove(observer);
  }

  @Override
  public void log(Request request, Response response) {
    if (observers.isEmpty()) {
      return;
    }
    EndedExchange ended = describe(request, response);
    for (ExchangeObserver observer : observers) {
      try {
        observer.ended(ended);
      } catch (RuntimeException | LinkageError e) {
        report(observer, e);
      }
    }
  }

  private static EndedExchange describe(Request request, Response response) {
    long nanos = System.nanoTime() - request.getBeginNanoTime();
    return new EndedExchange(
        ExchangeNotes.of(request),
        text(request.getConnectionMetaData().getConnector().getName(), Integer.MAX_VALUE),
        text(Request.getRemoteAddr(request), Integer.MAX_VALUE),
        text(request.getMethod(), METHOD_MAX),
        text(request.getHeaders().get(HttpHeader.USER_AGENT), USER_AGENT_MAX),
        response.getStatus(),
        Math.max(0, Request.getContentBytesRead(request)),
        Math.max(0, Response.getContentBytesWritten(response)),
        // Jetty's own time of a request is that of the end of its header
        Instant.ofEpochMilli(System.currentTimeMillis() - TimeUnit.NANOSECONDS.toMillis(nanos)),
        nanos);
  }

  private static String text(@Nullable String text, int max) {
    return text == null ? "" : text.length() <= max ? text : text.substring(0, max);
  }

  private void report(ExchangeObserver observer, Throwable failure) {
    long now = System.nanoTime();
    long last = lastReport.get();
    if (now - last >= REPORT_NANOS && lastReport.compareAndSet(last, now)) {
      LOG.error("{} failed; it is told of further exchanges", observer, failure);
    }
  }
}

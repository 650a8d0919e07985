package org.mucura.http.server;

import java.util.concurrent.atomic.LongAdder;
import org.eclipse.jetty.io.ssl.SslHandshakeListener;

/** Counts TLS connections that did not come about: no request tells of them. */
final class FailedHandshakes implements SslHandshakeListener {

  private final LongAdder failed = new LongAdder();

  @Override
  public void handshakeFailed(Event event, Throwable failure) {
    failed.increment();
  }

  long count() {
    return failed.sum();
  }
}

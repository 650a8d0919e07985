package org.mucura.http;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** How much the HTTP server has to do now: an OSGi service. */
@ProviderType
public interface ServerLoad {

  /** The listeners that are open. */
  List<OfListener> listeners();

  /** Threads that work or wait within a request, and others of the server's own. */
  int threadsBusy();

  /** The most threads there may be. */
  int threadsMax();

  /** Tasks that wait for a thread. */
  int tasksWaiting();

  /**
   * What goes on at one listener.
   *
   * @param listener its name
   * @param connections that are open
   * @param requests that are not answered to their end
   * @param handshakesFailed TLS connections that did not come about, since the listener was opened
   */
  record OfListener(String listener, int connections, int requests, long handshakesFailed) {}
}

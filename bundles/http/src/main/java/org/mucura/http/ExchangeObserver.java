package org.mucura.http;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Is told of every exchange when it has ended, also of those that no application saw: an OSGi
 * service.
 */
@ConsumerType
public interface ExchangeObserver {

  /**
   * An exchange has ended. The thread may be the one that serves the connection's next request: it
   * is not to be kept. Called by many threads at once, also once more or twice after the service
   * was unregistered. What it throws is logged and concerns nobody else.
   */
  void ended(EndedExchange exchange);
}

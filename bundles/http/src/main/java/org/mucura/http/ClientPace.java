package org.mucura.http;

import org.osgi.annotation.versioning.ProviderType;

/**
 * How a client keeps up with the server. The requests that an {@link Application} is given are of
 * this type, so that it can tell what waits for its client from what is worked on. May be asked by
 * any thread while the request is under way.
 */
@ProviderType
public interface ClientPace {

  /**
   * How long the server has waited for the client, to send of the body or to take of the answer, in
   * nanoseconds: all waits together, with one that goes on now.
   */
  long waitedNanos();

  /** How many bytes of body and answer went through, with what is being sent now. */
  long bytes();

  /** Closes the connection: whoever waits for the client fails with the cause. */
  void cut(Throwable cause);
}

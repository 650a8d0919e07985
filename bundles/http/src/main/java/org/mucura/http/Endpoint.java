package org.mucura.http;

import java.net.URI;

/**
 * Where an open listener is reached: an OSGi service that exists as long as its socket listens.
 *
 * @param listener the listener's name, also the service property {@link #LISTENER}
 * @param uri scheme, address and port actually bound, also, as a string, the service property
 *     {@link #URI}; for a listener on all addresses a loopback address
 */
public record Endpoint(String listener, URI uri) {

  /** Service property: the listener's name. */
  public static final String LISTENER = "listener";

  /** Service property: the URI as a string. */
  public static final String URI = "uri";
}

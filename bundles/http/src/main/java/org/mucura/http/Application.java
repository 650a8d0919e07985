package org.mucura.http;

import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A part of Mucura that answers HTTP requests: an OSGi service that the server finds by its
 * properties. The sockets are the server's, so that an application can be replaced while they stay
 * open: requests under way are finished by the old one, new ones wait briefly for the new one.
 */
@ConsumerType
public interface Application {

  /** Service property: the application's name, for logs; {@code [a-z0-9-]{1,32}}. */
  String NAME = "name";

  /** Service property: the names of the listeners on which it is served, an array of strings. */
  String LISTENERS = "listeners";

  /**
   * Service property: the beginnings of the raw paths that it claims, an array of strings that
   * begin with a slash. The longest that fits decides.
   */
  String PATHS = "paths";

  /**
   * Answers a request, as {@link Request.Handler#handle}: returns true once the callback was or
   * will be completed. May block. The listener's name is {@code request.getConnectionMetaData()
   * .getConnector().getName()}.
   */
  boolean handle(Request request, Response response, Callback callback) throws Exception;
}

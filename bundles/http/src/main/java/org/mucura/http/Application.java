package org.mucura.http;

import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A part of Mucura that answers HTTP requests: an OSGi service that the server finds by its
 * properties. The sockets are the server's, so that an application can be replaced while they stay
 * open: requests under way are finished by the old one, new ones wait briefly for the new one.
 *
 * <p>Unregistering the service blocks, for a bounded time, until the requests that it was given are
 * answered. So an application stays usable until its unregistration returns.
 *
 * <p>What a request says of its way, all from Jetty's {@link Request}:
 *
 * <ul>
 *   <li>the listener's name: {@code getConnectionMetaData().getConnector().getName()};
 *   <li>the client: {@code getConnectionMetaData().getRemoteSocketAddress()}, the socket's own, or
 *       what a trusted proxy says;
 *   <li>whether the client speaks TLS: {@code isSecure()};
 *   <li>the client's certificates, on a listener that wants them: {@code
 *       getAttribute(EndPoint.SslSessionData.ATTRIBUTE)}, its {@code peerCertificates()}. TLS has
 *       proved that the client holds the first one's key and <em>nothing else</em>: whoever relies
 *       on the chain must validate it;
 *   <li>the path and the query as they were sent, byte for byte: {@code
 *       getHttpURI().getPathQuery()};
 *   <li>the host: {@code getHttpURI().getAuthority()}, also over HTTP/2 where no Host field is;
 *   <li>how its client keeps up: the request itself is a {@link ClientPace};
 *   <li>its id, and a place to say what it is about: {@link ExchangeNotes#of}.
 * </ul>
 *
 * <p>A body that stays away or comes too slowly fails with a {@link
 * java.util.concurrent.TimeoutException}, alone or as the cause. The server answers {@code Expect:
 * 100-continue} when the body is first read; an application that answers without reading it never
 * has it sent.
 */
@ConsumerType
public interface Application {

  /** Service property: the application's name, for logs; {@code [a-z0-9-]{1,32}}. */
  String NAME = "name";

  /**
   * Service property: the names of the listeners on which it is served, an array of strings; or
   * {@link #EVERY_LISTENER}.
   */
  String LISTENERS = "listeners";

  /** Stands for all listeners, whatever they are called. */
  String EVERY_LISTENER = "*";

  /**
   * Service property: the beginnings of the raw paths that it claims, an array of strings that
   * begin with a slash and end at the end of a segment: {@code /-/sts} claims {@code /-/sts} and
   * {@code /-/sts/x}, not {@code /-/stsx}. The longest that fits decides; of two services that
   * claim the same, the one of the higher ranking. {@code /} claims every path but {@code /-} and
   * what is below it, which only a claim that begins so can get.
   */
  String PATHS = "paths";

  /**
   * Service property: domains, separated by commas, below which no other application counts: for
   * {@code s3.example.org} every path of the host {@code data.s3.example.org} belongs to this one,
   * {@code /-} too. None by default.
   */
  String BASE_DOMAINS = "baseDomains";

  /**
   * Answers a request, as {@link Request.Handler#handle}: returns true once the callback was or
   * will be completed; false, with the callback untouched, is answered by 404. May block. Called by
   * many threads at once.
   *
   * @throws Exception answered by 500, unless the answer has begun: then the connection is cut
   */
  boolean handle(Request request, Response response, Callback callback) throws Exception;
}

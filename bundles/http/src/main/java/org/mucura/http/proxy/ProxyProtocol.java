package org.mucura.http.proxy;

import java.net.SocketAddress;
import java.nio.ByteBuffer;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.ProxyConnectionFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Connections that begin with a line of a trusted proxy which says whose they are; all others are
 * closed, for anybody could write such a line.
 *
 * @see <a href="https://www.haproxy.org/download/3.0/doc/proxy-protocol.txt">The PROXY protocol,
 *     versions 1 and 2</a>
 */
public final class ProxyProtocol extends ProxyConnectionFactory {

  private static final Logger LOG = LoggerFactory.getLogger(ProxyProtocol.class);

  private final TrustedProxies proxies;

  /**
   * Before another protocol.
   *
   * @param next what is spoken behind the line
   * @throws IllegalArgumentException if no proxy is trusted
   */
  public ProxyProtocol(String next, TrustedProxies proxies) {
    super(next);
    if (proxies.isEmpty()) {
      throw new IllegalArgumentException("proxyProtocol needs trustedProxies");
    }
    this.proxies = proxies;
  }

  @Override
  public Connection newConnection(Connector connector, EndPoint endPoint) {
    SocketAddress peer = endPoint.getRemoteSocketAddress();
    if (!proxies.contains(peer)) {
      LOG.debug("{} is no trusted proxy: closed", peer);
      endPoint.close();
    }
    return super.newConnection(connector, endPoint);
  }

  /** The connection begins with something else: it is closed, for a receiver must not guess. */
  @Override
  protected void nextProtocol(Connector connector, EndPoint endPoint, ByteBuffer begin) {
    throw new IllegalStateException("no PROXY line from " + endPoint.getRemoteSocketAddress());
  }
}

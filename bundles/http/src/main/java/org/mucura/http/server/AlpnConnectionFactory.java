package org.mucura.http.server;

import java.util.List;
import javax.net.ssl.SSLEngine;
import org.eclipse.jetty.alpn.java.server.JDK9ServerALPNProcessor;
import org.eclipse.jetty.alpn.server.ALPNServerConnection;
import org.eclipse.jetty.io.AbstractConnection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.NegotiatingServerConnectionFactory;

/**
 * Lets TLS clients choose the protocol (RFC 7301) by the JDK's own means. Jetty's factory finds
 * them by {@link java.util.ServiceLoader}, which in OSGi needs a weaver; there is one choice only.
 */
final class AlpnConnectionFactory extends NegotiatingServerConnectionFactory {

  private final JDK9ServerALPNProcessor processor = new JDK9ServerALPNProcessor();

  /**
   * Of several protocols a client offers, the first of these is taken.
   *
   * @param fallback for clients that do not negotiate
   */
  AlpnConnectionFactory(List<String> protocols, String fallback) {
    super("alpn", protocols.toArray(new String[0]));
    setDefaultProtocol(fallback);
    processor.init();
  }

  @Override
  protected AbstractConnection newServerConnection(
      Connector connector,
      EndPoint endPoint,
      SSLEngine engine,
      List<String> protocols,
      String defaultProtocol) {
    ALPNServerConnection connection =
        new ALPNServerConnection(connector, endPoint, engine, protocols, defaultProtocol);
    processor.configure(engine, connection);
    return connection;
  }
}

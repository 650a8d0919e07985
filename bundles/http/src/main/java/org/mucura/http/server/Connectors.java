package org.mucura.http.server;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.http.UriCompliance.Violation;
import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.http2.server.HTTP2ServerConnectionFactory;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.jspecify.annotations.Nullable;
import org.mucura.http.proxy.ForwardedCustomizer;
import org.mucura.http.proxy.ProxyProtocol;
import org.mucura.http.proxy.TrustedProxies;
import org.mucura.http.tls.ServerTls;

/** Makes the connector that a listener's settings describe. */
final class Connectors {

  private static final String HTTP_1 = HttpVersion.HTTP_1_1.asString();
  private static final String HTTP_2 = "h2";

  /** What a socket is read with: large uploads come in pieces of this size. */
  private static final int INPUT_BUFFER_SIZE = 64 * 1024;

  /**
   * An answer says more than the request that gave an object its metadata, perhaps on another
   * listener: what is beyond ASCII is encoded. Begun with the small size.
   */
  private static final int RESPONSE_HEADER_SIZE = 8 * 1024;

  private static final int RESPONSE_HEADER_SIZE_MAX = 64 * 1024;

  /**
   * S3's keys are bytes, never paths: what looks ambiguous or suspicious to a server of files is
   * just a key, also what clients such as curl fail to escape. What cannot be a key stays refused:
   * NUL, broken escapes, broken UTF-8, and, as by AWS, more {@code ..} than there are segments
   * before them.
   */
  private static final UriCompliance KEYS =
      new UriCompliance(
          "S3",
          EnumSet.of(
              Violation.AMBIGUOUS_PATH_SEGMENT,
              Violation.AMBIGUOUS_EMPTY_SEGMENT,
              Violation.AMBIGUOUS_PATH_SEPARATOR,
              Violation.AMBIGUOUS_PATH_PARAMETER,
              Violation.AMBIGUOUS_PATH_ENCODING,
              Violation.SUSPICIOUS_PATH_CHARACTERS,
              Violation.ILLEGAL_PATH_CHARACTERS));

  private final ListenerConfig config;
  private final boolean http2;
  private final TrustedProxies proxies;

  /**
   * @throws IllegalArgumentException if the settings of proxies are wrong
   */
  Connectors(ListenerConfig config, boolean http2) {
    this.config = config;
    this.http2 = http2;
    proxies = TrustedProxies.parse(config.trustedProxies());
  }

  /**
   * A connector that is not open yet.
   *
   * @param tls null for plain HTTP
   */
  ServerConnector connector(Server server, @Nullable ServerTls tls) {
    HttpConfiguration http = http();
    List<ConnectionFactory> protocols =
        new ArrayList<>(tls == null ? plain(http) : secure(http, tls));
    if (config.proxyProtocol()) {
      protocols.add(0, new ProxyProtocol(protocols.get(0).getProtocol(), proxies));
    }
    if (!proxies.isEmpty()) {
      http.addCustomizer(new ForwardedCustomizer(proxies));
    }
    ServerConnector connector =
        new ServerConnector(server, protocols.toArray(new ConnectionFactory[0]));
    connector.setName(config.name());
    connector.setHost(config.address());
    connector.setPort(config.port());
    connector.setAcceptQueueSize(config.acceptQueue());
    connector.setIdleTimeout(config.idleMillis());
    // Else a client that pauses for a second while the listener drains is cut.
    connector.setShutdownIdleTimeout(config.idleMillis());
    return connector;
  }

  private HttpConfiguration http() {
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    http.setSendDateHeader(true);
    http.setRequestHeaderSize(config.headerSizeMax());
    http.setResponseHeaderSize(RESPONSE_HEADER_SIZE);
    http.setMaxResponseHeaderSize(RESPONSE_HEADER_SIZE_MAX + config.headerSizeMax());
    http.setInputBufferSize(INPUT_BUFFER_SIZE);
    // Else a Content-Type that Jetty knows changes its case, and with it what the client signed.
    http.setHeaderCacheCaseSensitive(true);
    // Signed requests differ in most of their headers: keeping them costs more than it saves.
    http.setHeaderCacheSize(0);
    http.setHttpCompliance(HttpCompliance.STRICT);
    http.setUriCompliance(KEYS);
    return http;
  }

  private List<ConnectionFactory> plain(HttpConfiguration http) {
    List<ConnectionFactory> protocols = new ArrayList<>();
    protocols.add(http1(http));
    if (http2 && config.http2Cleartext()) {
      protocols.add(new HTTP2CServerConnectionFactory(http));
    }
    return protocols;
  }

  private List<ConnectionFactory> secure(HttpConfiguration http, ServerTls tls) {
    // Clients reach a bucket by any name or address; the certificate is theirs to check.
    http.addCustomizer(new SecureRequestCustomizer(false));
    if (!http2 || !config.http2()) {
      return List.of(new SslConnectionFactory(tls, HTTP_1), http1(http));
    }
    AlpnConnectionFactory alpn = new AlpnConnectionFactory(List.of(HTTP_2, HTTP_1), HTTP_1);
    return List.of(
        new SslConnectionFactory(tls, alpn.getProtocol()),
        alpn,
        new HTTP2ServerConnectionFactory(http),
        http1(http));
  }

  private static HttpConnectionFactory http1(HttpConfiguration http) {
    return new HttpConnectionFactory(http);
  }
}

package org.mucura.http.proxy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;

/**
 * Lets a request that came through trusted proxies have its client's address, and whether that
 * speaks TLS: of {@code X-Forwarded-For} the last address that is none of theirs, for everything
 * before it may have been made up by the client; of {@code X-Forwarded-Proto} what the last proxy
 * wrote. The host is left alone: it is what the client signed, and proxies must hand it on.
 */
public final class ForwardedCustomizer implements HttpConfiguration.Customizer {

  private static final String FOR = "X-Forwarded-For";
  private static final String PROTO = "X-Forwarded-Proto";

  private final TrustedProxies proxies;

  public ForwardedCustomizer(TrustedProxies proxies) {
    this.proxies = proxies;
  }

  @Override
  public Request customize(Request request, HttpFields.Mutable answer) {
    ConnectionMetaData connection = request.getConnectionMetaData();
    if (!proxies.contains(connection.getRemoteSocketAddress())) {
      return request;
    }
    Optional<InetAddress> client = client(request);
    List<String> protocols = values(request, PROTO);
    boolean secure =
        protocols.isEmpty()
            ? connection.isSecure()
            : protocols.get(protocols.size() - 1).equalsIgnoreCase("https");
    if (client.isEmpty() && secure == connection.isSecure()) {
      return request;
    }
    SocketAddress remote =
        client
            .<SocketAddress>map(address -> new InetSocketAddress(address, 0))
            .orElse(connection.getRemoteSocketAddress());
    ConnectionMetaData forwarded = new Forwarded(connection, remote, secure);
    return new Request.Wrapper(request) {
      @Override
      public ConnectionMetaData getConnectionMetaData() {
        return forwarded;
      }

      @Override
      public boolean isSecure() {
        return secure;
      }
    };
  }

  /** Proxies add at the end; what is no address ends what can be believed. */
  private Optional<InetAddress> client(Request request) {
    List<String> way = values(request, FOR);
    Optional<InetAddress> client = Optional.empty();
    for (int i = way.size() - 1; i >= 0; i--) {
      Optional<InetAddress> before = AddressBlock.address(bare(way.get(i)));
      if (before.isEmpty()) {
        return client;
      }
      client = before;
      if (!proxies.contains(before.get())) {
        return client;
      }
    }
    return client;
  }

  private static List<String> values(Request request, String field) {
    List<String> values = new ArrayList<>();
    request
        .getHeaders()
        .getFields(field)
        .forEach(
            each -> {
              for (String value : each.getValue().split(",", -1)) {
                values.add(value.strip());
              }
            });
    return values;
  }

  /** Without brackets and port, which some proxies write. */
  private static String bare(String address) {
    if (address.startsWith("[")) {
      int end = address.indexOf(']');
      return end < 0 ? address : address.substring(1, end);
    }
    int colon = address.indexOf(':');
    boolean port = colon >= 0 && colon == address.lastIndexOf(':');
    return port ? address.substring(0, colon) : address;
  }

  private static final class Forwarded extends ConnectionMetaData.Wrapper {

    private final SocketAddress remote;
    private final boolean secure;

    Forwarded(ConnectionMetaData connection, SocketAddress remote, boolean secure) {
      super(connection);
      this.remote = remote;
      this.secure = secure;
    }

    @Override
    public SocketAddress getRemoteSocketAddress() {
      return remote;
    }

    @Override
    public boolean isSecure() {
      return secure;
    }
  }
}

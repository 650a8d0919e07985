package org.mucura.http.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.component.Graceful;
import org.eclipse.jetty.util.component.LifeCycle;
import org.jspecify.annotations.Nullable;
import org.mucura.http.ServerLoad.OfListener;
import org.mucura.http.routing.ApplicationRegistry;
import org.mucura.http.tls.CertificateWatch;
import org.mucura.http.tls.KeySource;
import org.mucura.http.tls.PemFiles;
import org.mucura.http.tls.Pkcs12File;
import org.mucura.http.tls.ServerTls;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A socket that listens, and all that belongs to it. */
final class OpenListener implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(OpenListener.class);

  /** By how much the idle time is shortened while there are no more connections to be had. */
  private static final int CROWDED = 10;

  private static final Duration PARTING_IDLE = Duration.ofMillis(200);
  private static final Duration PARTING_MAX = Duration.ofSeconds(1);

  private final ListenerConfig config;
  private final SharedResources resources;
  private final Server server;
  private final Dispatcher dispatcher;
  private final ServerConnector connector;
  private final FailedHandshakes handshakes = new FailedHandshakes();
  private final @Nullable CertificateWatch watch;

  /**
   * Opens it.
   *
   * @throws IOException if the port is in use or a certificate's file cannot be read
   * @throws GeneralSecurityException if a certificate's file is not what it should be
   * @throws IllegalArgumentException if settings or files do not go together
   */
  OpenListener(ListenerConfig config, ApplicationRegistry applications, SharedResources resources)
      throws IOException, GeneralSecurityException {
    this.config = config;
    this.resources = resources;
    ServerTls tls = config.tls() ? tls(config) : null;
    server = resources.newServer();
    connector = new Connectors(config, resources.hasHttp2()).connector(server, tls);
    dispatcher = new Dispatcher(config, applications, resources);
    connector.addEventListener(handshakes);
    server.addConnector(connector);
    server.addBean(limit());
    server.setHandler(dispatcher);
    server.setErrorHandler(new ErrorPage());
    server.setRequestLog(resources.observers());
    start();
    watch =
        tls == null
            ? null
            : new CertificateWatch(tls, Duration.ofMillis(config.certificateCheckMillis()));
    resources.opened(this);
  }

  /** What goes on now. */
  OfListener now() {
    return new OfListener(
        config.name(),
        connector.getConnectedEndPoints().size(),
        dispatcher.load().now(),
        handshakes.count());
  }

  private NetworkConnectionLimit limit() {
    NetworkConnectionLimit limit = new NetworkConnectionLimit(config.connectionsMax(), connector);
    // Or silent connections would keep others out for as long as they like.
    limit.setEndPointIdleTimeout(Math.max(1, config.idleMillis() / CROWDED));
    return limit;
  }

  private void start() throws IOException {
    // First of all, and by itself: it fails with the reason why a port cannot be had.
    connector.open();
    try {
      server.start();
    } catch (Exception e) {
      LifeCycle.stop(server);
      connector.close();
      throw new IOException(e);
    }
  }

  private static ServerTls tls(ListenerConfig config) throws IOException, GeneralSecurityException {
    return new ServerTls(keys(config), config.clientCertificates().equals("want"));
  }

  private static KeySource keys(ListenerConfig config) {
    if (!config.keyStoreFile().isEmpty()) {
      return new Pkcs12File(Path.of(config.keyStoreFile()), Path.of(config.passwordFile()));
    }
    if (config.certificateFile().isEmpty() || config.keyFile().isEmpty()) {
      throw new IllegalArgumentException(
          "TLS needs certificateFile and keyFile, or keyStoreFile and passwordFile");
    }
    return new PemFiles(Path.of(config.certificateFile()), Path.of(config.keyFile()));
  }

  /** Where this machine reaches it. */
  URI uri() throws IOException {
    InetAddress address = InetAddress.getByName(config.address());
    String host =
        address.isAnyLocalAddress()
            ? InetAddress.getLoopbackAddress().getHostAddress()
            : config.address();
    return URI.create(
        "%s://%s:%d"
            .formatted(
                config.tls() ? "https" : "http",
                host.contains(":") ? "[" + host + "]" : host,
                connector.getLocalPort()));
  }

  /** Accepts no more, waits for the requests under way, cuts what takes too long. */
  @Override
  public void close() {
    if (watch != null) {
      watch.close();
    }
    CompletableFuture<Void> closing = Graceful.shutdown(server);
    int left = dispatcher.load().drain(Duration.ofMillis(config.drainMillis()));
    if (left > 0) {
      LOG.warn(
          "listener {}: {} requests took longer than {} ms: cut",
          config.name(),
          left,
          config.drainMillis());
    }
    part(closing);
    LifeCycle.stop(server);
    resources.closed(this);
  }

  /**
   * Lets connections end by themselves: closing one at once, with something unread on it such as an
   * acknowledgement of HTTP/2, resets it and takes the end of the last answer from the client.
   */
  private void part(CompletableFuture<Void> closing) {
    connector.getConnectedEndPoints().forEach(c -> c.setIdleTimeout(PARTING_IDLE.toMillis()));
    try {
      closing.get(PARTING_MAX.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      LOG.debug("listener {}: connections left to be closed", config.name(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

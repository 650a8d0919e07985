package org.mucura.http.server;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.mucura.http.Application;
import org.mucura.http.Endpoint;
import org.mucura.http.ExchangeObserver;
import org.mucura.http.ServerLoad;
import org.mucura.http.routing.ApplicationRegistry;

/** A server as the container makes it, with one listener, {@code s3}, on a free port. */
final class TestServer implements AutoCloseable {

  private static final AtomicLong SERVICES = new AtomicLong();

  final ApplicationRegistry applications;
  private final SharedResources resources;
  private final Listener listener;
  private final AtomicReference<Endpoint> endpoint = new AtomicReference<>();

  TestServer(Map<String, ?> settings) {
    this(settings, Map.of(), Duration.ofSeconds(60));
  }

  TestServer(Map<String, ?> settings, Map<String, ?> shared, Duration drain) {
    applications = new ApplicationRegistry(drain, Duration.ofSeconds(60));
    resources = new SharedResources(Settings.of(SharedResources.Config.class, shared));
    Endpoints endpoints =
        new Endpoints(
            null,
            opened -> {
              endpoint.set(opened);
              return () -> {};
            },
            new StartFailure(() -> false, line -> {}));
    Map<String, Object> all = new HashMap<>(Map.of("name", "s3", "port", 0));
    all.putAll(settings);
    listener =
        new Listener(Settings.of(ListenerConfig.class, all), applications, resources, endpoints);
  }

  /** Serves an application on every path. */
  TestServer with(Application application) {
    return with(application, "/");
  }

  TestServer with(Application application, String... paths) {
    applications.addApplication(application, properties(paths));
    return this;
  }

  /** Tells an observer of exchanges that have ended. */
  TestServer observedBy(ExchangeObserver observer) {
    resources.addObserver(observer);
    return this;
  }

  /** What goes on at the listener. */
  ServerLoad.OfListener load() {
    return resources.listeners().get(0);
  }

  static Map<String, ?> properties(String... paths) {
    return Map.of(
        Application.NAME,
        "test",
        Application.LISTENERS,
        new String[] {"s3"},
        Application.PATHS,
        paths,
        "service.id",
        SERVICES.incrementAndGet());
  }

  URI uri() {
    Endpoint open = endpoint.get();
    if (open == null) {
      throw new AssertionError("the listener is not open");
    }
    return open.uri();
  }

  int port() {
    return uri().getPort();
  }

  RawClient connect() throws java.io.IOException {
    return new RawClient(port());
  }

  /** Closes the listener only. */
  void closeListener() {
    listener.close();
  }

  @Override
  public void close() {
    listener.close();
    resources.stop();
  }
}

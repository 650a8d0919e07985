package org.mucura.http.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mucura.http.Endpoint;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says which listeners are open and where: by a service for each, and by a file for scripts, one
 * line {@code name=uri} each in the order of the names. The file appears with the first listener,
 * is always whole, and goes with the last one.
 */
@Component(service = Endpoints.class, configurationPid = "org.mucura.http.endpoints")
@Designate(ocd = Endpoints.Config.class)
public final class Endpoints {

  private static final Logger LOG = LoggerFactory.getLogger(Endpoints.class);

  private final @Nullable Path file;
  private final Function<Endpoint, Runnable> publisher;
  private final StartFailure startFailure;
  private final Map<String, Endpoint> open = new TreeMap<>();

  /** Where the endpoints are written. */
  @ObjectClassDefinition(
      name = "Endpoints",
      description =
          "A file that names the listeners that are open. A change closes and reopens them.")
  public @interface Config {

    /** The file; none if empty. */
    @AttributeDefinition(
        name = "File",
        description = "One line name=uri for each open listener; none if empty",
        required = false)
    String file() default "";
  }

  /** As the container makes it. */
  @Activate
  public Endpoints(BundleContext context, Config config, @Reference StartFailure startFailure) {
    this(
        config.file().isEmpty() ? null : Path.of(config.file()),
        endpoint -> register(context, endpoint),
        startFailure);
  }

  /**
   * None open; a file that an earlier process left is deleted.
   *
   * @param file null for none
   * @param publisher makes an endpoint known, and returns what ends that
   */
  public Endpoints(
      @Nullable Path file, Function<Endpoint, Runnable> publisher, StartFailure startFailure) {
    this.file = file;
    this.publisher = publisher;
    this.startFailure = startFailure;
    write();
  }

  private static Runnable register(BundleContext context, Endpoint endpoint) {
    ServiceRegistration<Endpoint> registration =
        context.registerService(
            Endpoint.class,
            endpoint,
            FrameworkUtil.asDictionary(
                Map.of(
                    Endpoint.LISTENER, endpoint.listener(),
                    Endpoint.URI, endpoint.uri().toString())));
    return registration::unregister;
  }

  /** A listener is open. The returned action says that it no longer is. */
  Runnable opened(Endpoint endpoint) {
    Runnable unpublish = publisher.apply(endpoint);
    synchronized (this) {
      open.put(endpoint.listener(), endpoint);
      write();
    }
    return () -> {
      synchronized (this) {
        open.remove(endpoint.listener(), endpoint);
        write();
      }
      unpublish.run();
    };
  }

  /**
   * A listener could not be opened.
   *
   * @param line which, why, and what to do
   * @param required whether the process is not to start without it
   */
  void failed(String line, boolean required) {
    LOG.error("{}", line);
    if (required) {
      startFailure.report(line);
    }
  }

  /** No listener is open any more. */
  @Deactivate
  public synchronized void stop() {
    open.clear();
    write();
  }

  private void write() {
    if (file == null) {
      return;
    }
    try {
      if (open.isEmpty()) {
        Files.deleteIfExists(file);
      } else {
        Path folder = Files.createDirectories(file.toAbsolutePath().getParent());
        Path fresh = Files.createTempFile(folder, "endpoints", ".tmp");
        Files.writeString(fresh, lines());
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
      }
    } catch (IOException e) {
      // Scripts that wait for the file would wait for ever.
      failed("endpoints: cannot write " + file + ": " + e, true);
    }
  }

  private String lines() {
    return open.values().stream()
        .map(endpoint -> endpoint.listener() + "=" + endpoint.uri() + "\n")
        .collect(Collectors.joining());
  }
}

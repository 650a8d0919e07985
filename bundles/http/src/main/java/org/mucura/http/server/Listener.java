package org.mucura.http.server;

import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mucura.http.Endpoint;
import org.mucura.http.routing.ApplicationRegistry;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A configured listener: open as long as it is configured, unless it could not be opened, which is
 * logged in one line.
 */
@Component(
    service = {},
    immediate = true,
    configurationPid = "org.mucura.http.listener",
    configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = ListenerConfig.class, factory = true)
public final class Listener {

  private static final Logger LOG = LoggerFactory.getLogger(Listener.class);
  private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,32}");

  private final ListenerConfig config;
  private final @Nullable OpenListener open;
  private final Runnable unpublish;

  /** Opens it if it can be opened. */
  @Activate
  public Listener(
      ListenerConfig config,
      @Reference ApplicationRegistry applications,
      @Reference SharedResources resources,
      @Reference Endpoints endpoints) {
    this.config = config;
    OpenListener listener = null;
    Runnable undo = () -> {};
    try {
      if (!NAME.matcher(config.name()).matches()) {
        throw new IllegalArgumentException("a name is " + NAME);
      }
      listener = new OpenListener(config, applications, resources);
      URI uri = listener.uri();
      undo = endpoints.opened(new Endpoint(config.name(), uri));
      LOG.info("listener {}: {}", config.name(), uri);
    } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
      endpoints.failed(failure(e), config.required());
    }
    open = listener;
    unpublish = undo;
  }

  private String failure(Exception e) {
    Throwable cause = e;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return "listener %s: cannot listen on %s:%d: %s; see its settings in etc/org.mucura.http.listener-%s.cfg"
        .formatted(config.name(), config.address(), config.port(), describe(cause), config.name());
  }

  private static String describe(Throwable cause) {
    return cause.getMessage() == null || cause instanceof java.nio.file.FileSystemException
        ? cause.toString()
        : cause.getMessage();
  }

  /** Closes it, once its requests are answered or take too long. */
  @Deactivate
  public void close() {
    unpublish.run();
    if (open != null) {
      open.close();
      LOG.info("listener {}: closed", config.name());
    }
  }
}

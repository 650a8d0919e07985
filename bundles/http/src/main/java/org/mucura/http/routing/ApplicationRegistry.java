package org.mucura.http.routing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.mucura.http.Application;
import org.mucura.http.routing.Routes.Entry;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The applications that are registered, and the way to lease the one that a path belongs to.
 * Requests only read; comings and goings replace the whole table.
 */
@Component(service = ApplicationRegistry.class, configurationPid = "org.mucura.http.applications")
@Designate(ocd = ApplicationRegistry.Config.class)
public final class ApplicationRegistry {

  private static final Logger LOG = LoggerFactory.getLogger(ApplicationRegistry.class);

  private final Duration drain;
  private final Duration kept;
  private final Map<Claims, ServedApplication> served = new TreeMap<>();
  private final Map<Application, Claims> registered = new HashMap<>();

  /** Entries whose application has gone and that nobody has claimed since. */
  private final List<Entry> vacant = new ArrayList<>();

  private final List<Runnable> observers = new CopyOnWriteArrayList<>();
  private volatile Routes routes = Routes.NONE;

  /** How applications are replaced. */
  @ObjectClassDefinition(
      name = "Replacing applications",
      description =
          "What happens to requests when an application, such as S3, leaves. A change closes and"
              + " reopens all listeners.")
  public @interface Config {

    /** The bound for requests under way, in seconds. */
    @AttributeDefinition(
        name = "Drain in s",
        description =
            "How long the requests of an application that leaves may take; longer ones are cut",
        min = "0")
    int drainSeconds() default 60;

    /** How long the paths of an application that has left are kept, in seconds. */
    @AttributeDefinition(
        name = "Paths kept in s",
        description =
            "How long the paths of an application that has left wait for its successor before"
                + " others that claim them, too, get them",
        min = "0")
    int keepPathsSeconds() default 60;
  }

  /** As the container makes it. */
  @Activate
  public ApplicationRegistry(Config config) {
    this(Duration.ofSeconds(config.drainSeconds()), Duration.ofSeconds(config.keepPathsSeconds()));
  }

  /**
   * Without applications.
   *
   * @param drain the bound for the requests of an application that leaves
   * @param kept how long its paths wait for a successor
   */
  public ApplicationRegistry(Duration drain, Duration kept) {
    this.drain = drain;
    this.kept = kept;
  }

  /** An application has come. One whose properties are wrong is logged and left out. */
  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  public void addApplication(Application application, Map<String, ?> properties) {
    try {
      Claims claims = Claims.of(properties);
      synchronized (this) {
        registered.put(application, claims);
        served.put(claims, new ServedApplication(claims.name(), application));
        publish();
      }
      LOG.info("application {} on {} of {}", claims.name(), claims.paths(), claims.listeners());
    } catch (IllegalArgumentException e) {
      LOG.error("application not served: {}", e.getMessage());
    }
    observers.forEach(Runnable::run);
  }

  /** An application leaves: blocks until its requests are answered, or cut after the bound. */
  public void removeApplication(Application application) {
    ServedApplication leaving;
    synchronized (this) {
      Claims claims = registered.remove(application);
      leaving = claims == null ? null : served.remove(claims);
      if (claims != null) {
        vacant.addAll(claims.entries(place -> Entry.vacant(place, kept)));
        publish();
      }
    }
    if (leaving != null) {
      leaving.retire(drain);
      LOG.info("application {} has left", leaving);
    }
  }

  /** Served entries come before vacant ones, which only count where nobody has succeeded. */
  private void publish() {
    List<Entry> entries = new ArrayList<>();
    served.forEach(
        (claims, application) ->
            entries.addAll(claims.entries(place -> Entry.owned(place, application))));
    vacant.removeIf(gone -> gone.isOver() || entries.stream().anyMatch(e -> e.samePlace(gone)));
    entries.addAll(vacant);
    routes = new Routes(entries);
  }

  /**
   * The application that answers a path, leased: the caller lets it serve one exchange or releases
   * it; or why there is none.
   *
   * @param host without a port, if the request names one
   */
  public Route lease(String listener, @Nullable String host, String path) {
    Route route = routes.find(listener, host, path);
    while (route instanceof ServedApplication application && !application.lease()) {
      // It went between the look and the lease: the table has changed.
      route = routes.find(listener, host, path);
    }
    return route;
  }

  /** Has an action run whenever an application has come. */
  public void observe(Runnable observer) {
    observers.add(observer);
  }

  /** Ends {@link #observe}. */
  public void ignore(Runnable observer) {
    observers.remove(observer);
  }
}

package org.mucura.http.server;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.startlevel.FrameworkStartLevel;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the process with status 1 when something fails without which it should not have been
 * started. Later, such a failure is an administrator's to mend and not worth the process.
 */
@Component(service = StartFailure.class)
public final class StartFailure {

  private static final Logger LOG = LoggerFactory.getLogger(StartFailure.class);

  /** A service that Karaf registers once what it starts with is there. */
  private static final String BOOT_FINISHED = "org.apache.karaf.features.BootFinished";

  private static final int STATUS = 1;
  private static final Duration STOP_MAX = Duration.ofSeconds(20);

  private final BooleanSupplier starting;
  private final Consumer<String> end;

  /** As the container makes it. */
  @Activate
  public StartFailure(BundleContext context) {
    this(
        () -> isStarting(context),
        line -> {
          System.err.println("mucura: " + line);
          new Thread(() -> stop(context.getBundle(0).adapt(Framework.class))).start();
        });
  }

  /**
   * Karaf may say that it has finished while bundles, and this one, are still to be started, level
   * by level.
   */
  private static boolean isStarting(BundleContext context) {
    String last = context.getProperty(Constants.FRAMEWORK_BEGINNING_STARTLEVEL);
    int level = context.getBundle(0).adapt(FrameworkStartLevel.class).getStartLevel();
    return context.getServiceReference(BOOT_FINISHED) == null
        || (last != null && level < Integer.parseInt(last.strip()));
  }

  /**
   * With means of its own.
   *
   * @param starting whether the process is still starting
   * @param end says the line and ends the process, without blocking
   */
  public StartFailure(BooleanSupplier starting, Consumer<String> end) {
    this.starting = starting;
    this.end = end;
  }

  /**
   * Something that is required failed.
   *
   * @param line what failed and what to do, for the one who started the process
   */
  void report(String line) {
    if (starting.getAsBoolean()) {
      end.accept(line);
    }
  }

  /** The launcher ends the process with 0 once the framework has stopped; the hook amends that. */
  private static void stop(Framework framework) {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> Runtime.getRuntime().halt(STATUS)));
    try {
      framework.stop();
      framework.waitForStop(STOP_MAX.toMillis());
    } catch (BundleException e) {
      LOG.error("cannot stop in an orderly way", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    System.exit(STATUS);
  }
}

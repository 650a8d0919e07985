package org.mucura.settings;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.mucura.settings.description.SettingGroup;
import org.mucura.settings.file.EnvironmentSettings;
import org.mucura.settings.file.SettingsText;
import org.mucura.settings.live.LiveSettings;
import org.mucura.settings.live.WatchedFolder;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.util.tracker.BundleTracker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the settings of all parts of Mucura from the folder {@code etc}, and from the environment,
 * as long as it is there. It starts before those parts, so that each finds its settings, or there
 * is no start.
 */
@Component(service = SettingsFolder.class, immediate = true)
public final class SettingsFolder {

  private static final Logger LOG = LoggerFactory.getLogger(SettingsFolder.class);

  /** A change counts after two to three of them. */
  private static final long LOOK_MS = 200;

  /** A service that Karaf registers once what it starts with is there. */
  private static final String BOOT_FINISHED = "org.apache.karaf.features.BootFinished";

  private final BundleContext context;
  private final LiveSettings settings;
  private final WatchedFolder files;
  private final BundleTracker<List<SettingGroup>> bundles;
  private final Thread watching = new Thread(this::watch, "mucura-settings");
  private boolean told;

  /** Takes what is there, before any other part can ask for it. */
  @Activate
  public SettingsFolder(BundleContext context, @Reference ConfigurationAdmin admin)
      throws IOException {
    this.context = context;
    Path folder = Path.of(context.getProperty("karaf.etc"));
    settings =
        new LiveSettings(
            new Configurations(admin, folder),
            new SettingsLog(this::isStarting, SettingsFolder::refuseStart),
            new EnvironmentSettings(System.getenv()));
    files = new WatchedFolder(folder, new SettingsText(context::getProperty, System::getenv));
    files.look(true).ifPresent(settings::write);
    bundles =
        new BundleTracker<>(
            context,
            Bundle.RESOLVED | Bundle.STARTING | Bundle.ACTIVE | Bundle.STOPPING,
            new Descriptions(settings));
    bundles.open();
    watching.setDaemon(true);
    watching.start();
  }

  /** What holds at present. */
  LiveSettings settings() {
    return settings;
  }

  @Deactivate
  void stop() throws InterruptedException {
    watching.interrupt();
    watching.join();
    bundles.close();
  }

  private boolean isStarting() {
    return context.getServiceReference(BOOT_FINISHED) == null;
  }

  /** At once: no part of Mucura has begun, and none may without its settings. */
  private static void refuseStart(String reason) {
    System.err.println("mucura: " + reason);
    Runtime.getRuntime().halt(1);
  }

  private void watch() {
    try {
      while (true) {
        Thread.sleep(LOOK_MS);
        look();
      }
    } catch (InterruptedException e) {
      LOG.debug("the settings are watched no more", e);
    }
  }

  private void look() {
    try {
      files.look(false).ifPresent(settings::write);
      if (!told && !isStarting()) {
        told = true;
        settings.unread().forEach(line -> LOG.warn("{}", line));
      }
    } catch (IOException e) {
      LOG.debug("the settings cannot be looked at; the former ones hold", e);
    } catch (RuntimeException e) {
      // or no later change would ever be seen
      LOG.error("some settings cannot be taken; the former ones hold", e);
    }
  }
}

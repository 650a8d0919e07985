package org.mucura.settings;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.mucura.settings.file.SettingsName;
import org.mucura.settings.live.SettingsSink;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands settings to the container's configuration service, which hands them to the parts. */
final class Configurations implements SettingsSink {

  private static final Logger LOG = LoggerFactory.getLogger(Configurations.class);

  /** By this the console's {@code config:} commands find the file that they are to change. */
  private static final String FILE = "felix.fileinstall.filename";

  /** Whichever bundle asks for it. */
  private static final String ANYWHERE = "?";

  private final ConfigurationAdmin admin;
  private final Path folder;

  Configurations(ConfigurationAdmin admin, Path folder) {
    this.admin = admin;
    this.folder = folder;
  }

  @Override
  public Set<SettingsName> present(String pid) {
    Set<SettingsName> names = new TreeSet<>();
    try {
      Configuration[] found =
          admin.listConfigurations(
              "(&(" + FILE + "=*)(|(service.pid=" + pid + ")(service.factoryPid=" + pid + ")))");
      for (Configuration one : found == null ? new Configuration[0] : found) {
        String instance = one.getPid().substring(pid.length());
        names.add(new SettingsName(pid, instance.isEmpty() ? "" : instance.substring(1)));
      }
    } catch (IOException | InvalidSyntaxException e) {
      LOG.error("the settings of {} that an earlier process left cannot be read", pid, e);
    }
    return names;
  }

  @Override
  public void put(SettingsName name, Map<String, Object> values) {
    Map<String, Object> properties = new HashMap<>(values);
    properties.put(FILE, folder.resolve(name.fileName()).toUri().toString());
    try {
      if (find(name).updateIfDifferent(FrameworkUtil.asDictionary(properties))) {
        LOG.info("took the settings of {}", name);
      }
    } catch (IOException | IllegalArgumentException | IllegalStateException e) {
      LOG.error("cannot hand on the settings of {}", name, e);
    }
  }

  @Override
  public void remove(SettingsName name) {
    try {
      find(name).delete();
      LOG.info("removed the settings of {}", name);
    } catch (IOException | IllegalStateException e) {
      LOG.error("cannot remove the settings of {}", name, e);
    }
  }

  private Configuration find(SettingsName name) throws IOException {
    return name.instance().isEmpty()
        ? admin.getConfiguration(name.pid(), ANYWHERE)
        : admin.getFactoryConfiguration(name.pid(), name.instance(), ANYWHERE);
  }
}

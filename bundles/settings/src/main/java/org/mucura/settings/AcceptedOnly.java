package org.mucura.settings;

import java.util.Arrays;
import java.util.Dictionary;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.mucura.settings.check.SettingsCheck;
import org.mucura.settings.check.SettingsCheck.Checked;
import org.mucura.settings.description.SettingGroup;
import org.mucura.settings.file.SettingsName;
import org.mucura.settings.live.LiveSettings;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.ConfigurationPlugin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands before the parts, where settings come from elsewhere than files: by the console's {@code
 * config:} commands, or from variables that others resolve. What the environment says counts there,
 * too, and what is wrong is replaced by what was accepted last.
 */
@Component(
    service = ConfigurationPlugin.class,
    property = {"service.cmRanking:Integer=1000", "config.plugin.id=org.mucura.settings"})
public final class AcceptedOnly implements ConfigurationPlugin {

  private static final Logger LOG = LoggerFactory.getLogger(AcceptedOnly.class);

  private final LiveSettings settings;

  /** As the container makes it. */
  @Activate
  public AcceptedOnly(@Reference SettingsFolder folder) {
    this(folder.settings());
  }

  AcceptedOnly(LiveSettings settings) {
    this.settings = settings;
  }

  @Override
  public void modifyConfiguration(
      ServiceReference<?> reference, Dictionary<String, Object> properties) {
    Object pid = properties.get("service.pid");
    Object factory = properties.get("service.factoryPid");
    if (pid == null || !pid.toString().startsWith(SettingsName.PREFIX)) {
      return;
    }
    SettingsName name = name(pid.toString(), factory == null ? "" : factory.toString());
    settings
        .group(name.pid())
        .ifPresent(group -> replace(group, name, FrameworkUtil.asMap(properties)));
  }

  private void replace(SettingGroup group, SettingsName name, Map<String, Object> properties) {
    properties.putAll(settings.ofEnvironment(group, name));
    Map<String, String> texts = new TreeMap<>();
    properties.forEach(
        (key, value) -> group.find(key).ifPresent(setting -> texts.put(key, text(value))));
    Checked checked = SettingsCheck.check(group, texts);
    Optional<Map<String, Object>> accepted = settings.accepted(name);
    if (checked.wrong().isEmpty() || accepted.isEmpty()) {
      return;
    }
    LOG.error(
        "{}: {}; the settings of the file hold", name, String.join("; ", checked.wrong().values()));
    properties.keySet().removeAll(texts.keySet());
    properties.putAll(accepted.get());
  }

  private static SettingsName name(String pid, String factory) {
    return factory.isEmpty()
        ? new SettingsName(pid, "")
        : new SettingsName(
            factory, pid.length() > factory.length() ? pid.substring(factory.length() + 1) : "");
  }

  private static String text(Object value) {
    return value instanceof Object[] several
        ? Arrays.stream(several).map(Object::toString).collect(Collectors.joining(","))
        : value.toString();
  }
}

package org.mucura.settings.description;

import java.util.List;
import java.util.Optional;

/**
 * The settings of one part of the gateway, which stand in one file.
 *
 * @param pid by which the part asks for them
 * @param factory whether each instance of the part has a file of its own
 * @param name for people
 * @param description of the part, and of what a change does
 * @param settings in the order of their description
 */
public record SettingGroup(
    String pid, boolean factory, String name, String description, List<Setting> settings) {

  public SettingGroup {
    settings = List.copyOf(settings);
  }

  /** The setting of this key. */
  public Optional<Setting> find(String id) {
    return settings.stream().filter(setting -> setting.id().equals(id)).findFirst();
  }
}

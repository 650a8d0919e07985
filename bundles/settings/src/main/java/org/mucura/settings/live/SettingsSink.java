package org.mucura.settings.live;

import java.util.Map;
import java.util.Set;
import org.mucura.settings.file.SettingsName;

/** Where settings go that are right. Failures are its own to tell. */
public interface SettingsSink {

  /** Instances of a part whose settings came by this way, perhaps from an earlier process. */
  Set<SettingsName> present(String pid);

  /** These settings hold from now on. */
  void put(SettingsName name, Map<String, Object> values);

  /** There are no settings of this name any more. */
  void remove(SettingsName name);
}

package org.mucura.settings.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mucura.settings.description.Setting;
import org.mucura.settings.description.SettingGroup;

/** Judges settings by their description: all together, so that none is taken if one is wrong. */
public final class SettingsCheck {

  /** So much of a wrong value is shown. */
  private static final int SHOWN = 60;

  private SettingsCheck() {}

  /**
   * What was found.
   *
   * @param values typed as described; those of unknown keys are texts
   * @param wrong for each key that is wrong a line: what it is, and what would be right
   * @param unknown a line for each key that nobody will read, with the one that may be meant
   */
  public record Checked(
      Map<String, Object> values, Map<String, String> wrong, List<String> unknown) {}

  /** Judges texts by key. */
  public static Checked check(SettingGroup group, Map<String, String> texts) {
    Map<String, Object> values = new LinkedHashMap<>();
    Map<String, String> wrong = new LinkedHashMap<>();
    List<String> unknown = new ArrayList<>();
    texts.forEach(
        (key, text) -> {
          Optional<Setting> setting = group.find(key);
          if (setting.isEmpty() || isResolvedLater(text)) {
            values.put(key, text);
          } else {
            setting
                .get()
                .read(text)
                .ifPresentOrElse(
                    value -> values.put(key, value),
                    () -> wrong.put(key, wrong(setting.get(), text)));
          }
          if (setting.isEmpty() && !isOfTheContainer(key)) {
            unknown.add(unknown(key, group));
            // the container takes keys that differ in case alone for the same one
            group.settings().stream()
                .filter(one -> one.id().equalsIgnoreCase(key))
                .forEach(one -> wrong.put(key, key + " is wrong; right is " + one.id()));
          }
        });
    for (Setting setting : group.settings()) {
      if (setting.mustBeSet() && !texts.containsKey(setting.id())) {
        wrong.put(setting.id(), setting.id() + " is missing; right is " + setting.right());
      }
    }
    return new Checked(values, wrong, unknown);
  }

  private static String wrong(Setting setting, String text) {
    String shown = text.strip().replaceAll("\\p{Cntrl}", "?");
    return "%s = %s is wrong; right is %s"
        .formatted(
            setting.id(),
            shown.length() > SHOWN ? shown.substring(0, SHOWN) + "..." : shown,
            setting.right());
  }

  private static String unknown(String key, SettingGroup group) {
    List<String> keys = group.settings().stream().map(Setting::id).toList();
    return "there is no setting "
        + key
        + Nearest.to(key, keys)
            .map(near -> "; is " + near + " meant?")
            .orElse("; there are " + String.join(", ", keys));
  }

  /** What the container's own plug-in puts in the place of {@code $[secret:...]}. */
  private static boolean isResolvedLater(String text) {
    return text.contains("$[");
  }

  /** Keys by which administrators and installers speak to the container, not to the part. */
  private static boolean isOfTheContainer(String key) {
    return key.startsWith("service.")
        || key.startsWith("component.")
        || key.startsWith("osgi.")
        || key.startsWith("felix.")
        || key.startsWith(".")
        || key.endsWith(".target")
        || key.endsWith(".cardinality.minimum");
  }
}

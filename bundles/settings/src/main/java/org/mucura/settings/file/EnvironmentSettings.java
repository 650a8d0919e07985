package org.mucura.settings.file;

import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.mucura.settings.check.Nearest;
import org.mucura.settings.description.Setting;
import org.mucura.settings.description.SettingGroup;

/**
 * Settings that the environment makes: {@code MUCURA_CORE_STORE_WAIT_MS} is {@code store.wait.ms}
 * of {@code org.mucura.core}, {@code MUCURA_HTTP_LISTENER_S3_TLS_PORT} is {@code port} of the
 * instance {@code s3-tls} of {@code org.mucura.http.listener}. An empty variable counts as none.
 */
public final class EnvironmentSettings {

  private static final String PREFIX = "MUCURA_";

  private final Map<String, String> environment;

  /** Of the variables of an environment. */
  public EnvironmentSettings(Map<String, String> environment) {
    this.environment = new TreeMap<>(environment);
    this.environment
        .entrySet()
        .removeIf(e -> !e.getKey().startsWith(PREFIX) || e.getValue().isEmpty());
  }

  /**
   * The variable that is a setting.
   *
   * @param instance of a factory; empty for others
   */
  public static String variable(String pid, String instance, String id) {
    return prefix(pid) + (instance.isEmpty() ? "" : words(instance) + "_") + words(id);
  }

  private static String prefix(String pid) {
    return PREFIX + words(pid.substring(SettingsName.PREFIX.length())) + "_";
  }

  /** As capital letters: {@code readsMax} and {@code reads.max} are {@code READS_MAX}. */
  private static String words(String id) {
    return id.replaceAll("(?<=[a-z0-9])(?=[A-Z][a-z])", "_")
        .replace('.', '_')
        .replace('-', '_')
        .toUpperCase(Locale.ROOT);
  }

  /** Texts by key, of each instance that variables name, or of the one there is. */
  public Map<SettingsName, Map<String, String>> of(SettingGroup group) {
    Map<SettingsName, Map<String, String>> found = new TreeMap<>();
    variables(group)
        .forEach(
            variable ->
                setting(group, variable)
                    .ifPresent(
                        setting ->
                            found
                                .computeIfAbsent(
                                    new SettingsName(
                                        group.pid(), instance(group, setting, variable)),
                                    name -> new TreeMap<>())
                                .put(setting.id(), environment.getOrDefault(variable, ""))));
    return found;
  }

  /**
   * A line for each variable that must be meant for a group, but is no setting of it.
   *
   * @param pids of all groups
   * @param named variables that settings name, to be read by whoever has these
   */
  public Set<String> unknown(SettingGroup group, Set<String> pids, Set<String> named) {
    Set<String> lines = new TreeSet<>();
    variables(group)
        .filter(variable -> !named.contains(variable))
        .filter(variable -> setting(group, variable).isEmpty())
        .filter(variable -> pids.stream().noneMatch(pid -> isLonger(pid, group, variable)))
        .forEach(variable -> lines.add(unknown(group, variable)));
    return lines;
  }

  private static boolean isLonger(String pid, SettingGroup group, String variable) {
    return prefix(pid).length() > prefix(group.pid()).length() && variable.startsWith(prefix(pid));
  }

  private static String unknown(SettingGroup group, String variable) {
    Set<String> names = new TreeSet<>();
    String instance = group.factory() ? "NAME" : "";
    group.settings().forEach(s -> names.add(variable(group.pid(), instance, s.id())));
    return "the environment variable "
        + variable
        + " is no setting"
        + Nearest.to(variable, names).map(near -> "; is " + near + " meant?").orElse("");
  }

  private Stream<String> variables(SettingGroup group) {
    return environment.keySet().stream()
        .filter(variable -> variable.startsWith(prefix(group.pid())));
  }

  /** The setting whose name is longest, for that of an instance stands before it. */
  private static Optional<Setting> setting(SettingGroup group, String variable) {
    String rest = variable.substring(prefix(group.pid()).length());
    return group.settings().stream()
        .filter(
            setting ->
                group.factory()
                    ? rest.endsWith("_" + words(setting.id()))
                    : rest.equals(words(setting.id())))
        .max(Comparator.comparingInt(setting -> setting.id().length()));
  }

  private static String instance(SettingGroup group, Setting setting, String variable) {
    if (!group.factory()) {
      return "";
    }
    int begin = prefix(group.pid()).length();
    int end = variable.length() - words(setting.id()).length() - 1;
    return variable.substring(begin, end).toLowerCase(Locale.ROOT).replace('_', '-');
  }
}

package org.mucura.settings.live;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.mucura.settings.check.SettingsCheck;
import org.mucura.settings.check.SettingsCheck.Checked;
import org.mucura.settings.description.SettingGroup;
import org.mucura.settings.file.EnvironmentSettings;
import org.mucura.settings.file.SettingsName;

/**
 * Brings together what is written and what is described, as either comes, and hands on what is
 * right: a file as a whole, with what the environment says in place of its lines, or nothing of it.
 *
 * <p>Threads: all methods may be called by any.
 */
public final class LiveSettings {

  private final SettingsSink sink;
  private final SettingsReport report;
  private final EnvironmentSettings environment;
  private final Map<String, SettingGroup> groups = new TreeMap<>();
  private Map<SettingsName, WrittenSettings> written = Map.of();

  /** What was judged last, lest it be told again. */
  private final Map<SettingsName, Attempt> attempts = new HashMap<>();

  private final Map<SettingsName, Map<String, Object>> accepted = new HashMap<>();

  private record Attempt(SettingGroup group, Map<String, String> texts, String problem) {}

  /** Nothing is written nor described yet. */
  public LiveSettings(SettingsSink sink, SettingsReport report, EnvironmentSettings environment) {
    this.sink = sink;
    this.report = report;
    this.environment = environment;
  }

  /** All files that there are now. */
  public synchronized void write(Map<SettingsName, WrittenSettings> files) {
    written = Map.copyOf(files);
    groups.values().forEach(this::settle);
  }

  /** A part is there, or is there anew, that takes these settings. */
  public synchronized void describe(SettingGroup group) {
    groups.put(group.pid(), group);
    sink.present(group.pid()).forEach(name -> accepted.putIfAbsent(name, Map.of()));
    settle(group);
  }

  /** The part has gone. Its settings stay, for its successor. */
  public synchronized void forget(SettingGroup group) {
    groups.remove(group.pid(), group);
  }

  /** The settings that hold, if some of this name do. */
  public synchronized Optional<Map<String, Object>> accepted(SettingsName name) {
    return Optional.ofNullable(accepted.get(name)).filter(values -> !values.isEmpty());
  }

  /** What the environment says of these settings, in place of whatever else does. */
  public synchronized Map<String, Object> ofEnvironment(SettingGroup group, SettingsName name) {
    Map<String, Object> values = new HashMap<>();
    environment
        .of(group)
        .getOrDefault(name, Map.of())
        .forEach(
            (id, text) ->
                group.find(id).flatMap(one -> one.read(text)).ifPresent(v -> values.put(id, v)));
    return values;
  }

  /** The description of a part's settings. */
  public synchronized Optional<SettingGroup> group(String pid) {
    return Optional.ofNullable(groups.get(pid));
  }

  /** A line for each file and each variable that no part takes. */
  public synchronized Set<String> unread() {
    Set<String> lines = new TreeSet<>();
    for (SettingsName name : written.keySet()) {
      if (!groups.containsKey(name.pid())) {
        lines.add(
            name.fileName()
                + ": nothing that is installed has settings of this name; there are "
                + String.join(", ", groups.keySet()));
      }
    }
    Set<String> named =
        written.values().stream()
            .flatMap(settings -> settings.texts().values().stream())
            .collect(Collectors.toSet());
    groups
        .values()
        .forEach(group -> lines.addAll(environment.unknown(group, groups.keySet(), named)));
    return lines;
  }

  private void settle(SettingGroup group) {
    Map<SettingsName, Map<String, String>> overriding = environment.of(group);
    Set<SettingsName> names = new TreeSet<>(overriding.keySet());
    written.keySet().stream().filter(name -> name.pid().equals(group.pid())).forEach(names::add);
    for (SettingsName name : names) {
      settle(group, name, overriding.getOrDefault(name, Map.of()));
    }
    Set<SettingsName> gone = new HashSet<>(accepted.keySet());
    gone.addAll(attempts.keySet());
    gone.removeIf(name -> !name.pid().equals(group.pid()) || names.contains(name));
    for (SettingsName name : gone) {
      attempts.remove(name);
      if (accepted.remove(name) != null) {
        sink.remove(name);
      }
    }
  }

  private void settle(SettingGroup group, SettingsName name, Map<String, String> overriding) {
    WrittenSettings file = written.getOrDefault(name, WrittenSettings.NONE);
    Map<String, String> texts = new TreeMap<>(file.texts());
    texts.putAll(overriding);
    Attempt attempt = new Attempt(group, texts, file.problem());
    if (attempt.equals(attempts.put(name, attempt))) {
      return;
    }
    Optional<String> misplaced = misplaced(group, name).or(() -> problem(file));
    if (misplaced.isPresent()) {
      report.refused(name, misplaced.get(), accepted.containsKey(name));
      return;
    }
    Checked checked = SettingsCheck.check(group, texts);
    if (!checked.wrong().isEmpty()) {
      report.refused(name, wrong(checked, name, overriding), accepted.containsKey(name));
      return;
    }
    checked.unknown().forEach(line -> report.doubtful(name.fileName() + ": " + line));
    accepted.put(name, checked.values());
    sink.put(name, checked.values());
  }

  private static Optional<String> problem(WrittenSettings file) {
    return Optional.of(file.problem()).filter(problem -> !problem.isEmpty());
  }

  private static Optional<String> misplaced(SettingGroup group, SettingsName name) {
    if (group.factory() == !name.instance().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        "the name of this file must be "
            + new SettingsName(group.pid(), group.factory() ? "NAME" : "").fileName());
  }

  private static String wrong(Checked checked, SettingsName name, Map<String, String> overriding) {
    return checked.wrong().entrySet().stream()
        .map(
            wrong ->
                overriding.containsKey(wrong.getKey())
                    ? wrong.getValue() + " (set by " + variable(name, wrong.getKey()) + ")"
                    : wrong.getValue())
        .collect(Collectors.joining("; "));
  }

  private static String variable(SettingsName name, String id) {
    return EnvironmentSettings.variable(name.pid(), name.instance(), id);
  }
}

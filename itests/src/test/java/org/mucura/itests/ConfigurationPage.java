package org.mucura.itests;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.mucura.settings.description.MetatypeReader;
import org.mucura.settings.description.Setting;
import org.mucura.settings.description.SettingGroup;
import org.mucura.settings.file.EnvironmentSettings;
import org.mucura.settings.file.SettingsName;

/** Writes docs/configuration.md from what the built bundles say of their settings. */
final class ConfigurationPage {

  private static final String INTRODUCTION =
      """
      # Configuration

      Written by the build from the bundles' own descriptions (metatype); do not edit it:
      `COMMAND`

      Each part of the gateway has its settings in a file of `DIR/etc`, lines `setting = value` in UTF-8. A part
      of which there may be several (listeners, stores, authenticators) has one for each: `NAME` is free, of a to z, 0 to 9 and
      `-`. What no file says has its default. `${karaf.base}` stands for `DIR`, `${karaf.data}` for `DIR/data`,
      `${env:VARIABLE}` and `${env:VARIABLE:-default}` for an environment variable.

      **A change counts within a second**; write files elsewhere and move them into place if they take longer to write than
      that. If one value of a file is wrong, **nothing of the file is taken**: the former settings hold, and a line in
      `DIR/data/log/mucura.log` names the file, the setting, its value, and which values are right. A gateway that
      finds a wrong value when it is started does not start, and says that line on standard error. A setting that there is not
      is a warning with the name that may be meant.

      **In a container** each setting may be an environment variable instead, as the last column says, where `<NAME>` is the
      instance's in capital letters with `_` for `-`: `MUCURA_HTTP_LISTENER_S3_TLS_PORT=9443` is `port` in
      `org.mucura.http.listener-s3-tls.cfg`. Variables come before the files, which stay as they are, and are
      read at the start. An empty one counts as none. `MUCURA_DATA`, `MUCURA_HOST`, `MUCURA_PORT` and
      `MUCURA_ADMIN_PORT` stand for `--data`, `--host`, `--port` and `--admin-port`. No setting is a secret: those that need one name
      the file it is in.
      """;

  private ConfigurationPage() {}

  /** All that is described below the project's folder. */
  static List<SettingGroup> groups(Path root) throws IOException {
    List<SettingGroup> groups = new ArrayList<>();
    for (String parent : List.of("bundles", "plugins-auth", "plugins-storage")) {
      for (Path module : list(root.resolve(parent))) {
        for (Path document :
            list(module.resolve("target/classes").resolve(MetatypeReader.FOLDER))) {
          try (InputStream content = Files.newInputStream(document)) {
            groups.addAll(MetatypeReader.read(content));
          }
        }
      }
    }
    groups.sort(Comparator.comparing(SettingGroup::pid));
    return groups;
  }

  private static List<Path> list(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  /**
   * The whole page.
   *
   * @param command by which it is written anew
   */
  static String of(List<SettingGroup> groups, String command) {
    String contents =
        groups.stream()
            .map(group -> "- [`%s`](#%s): %s\n".formatted(file(group), anchor(group), group.name()))
            .collect(Collectors.joining());
    String sections =
        groups.stream().map(ConfigurationPage::section).collect(Collectors.joining("\n"));
    return INTRODUCTION.replace("COMMAND", command) + "\n" + contents + "\n" + sections;
  }

  private static String file(SettingGroup group) {
    return new SettingsName(group.pid(), group.factory() ? "NAME" : "").fileName();
  }

  private static String anchor(SettingGroup group) {
    return group.pid().toLowerCase(Locale.ROOT).replace(".", "");
  }

  private static String section(SettingGroup group) {
    return "## %s\n\n**%s:** `DIR/etc/%s`%s. %s\n\n"
            .formatted(
                group.pid(),
                group.name(),
                file(group),
                group.factory() ? ", one for each" : "",
                group.description())
        + "| setting | | right | default | environment variable |\n|---|---|---|---|---|\n"
        + group.settings().stream()
            .map(setting -> row(group, setting))
            .collect(Collectors.joining());
  }

  private static String row(SettingGroup group, Setting setting) {
    return "| `%s` | **%s.** %s | %s | %s | `%s` |\n"
        .formatted(
            setting.id(),
            cell(setting.name()),
            cell(setting.description()),
            cell(setting.right()),
            byDefault(setting),
            EnvironmentSettings.variable(
                group.pid(), group.factory() ? "<NAME>" : "", setting.id()));
  }

  private static String byDefault(Setting setting) {
    if (setting.mustBeSet()) {
      return "none: must be set";
    }
    String value = setting.defaultValue().orElse("");
    return value.isEmpty() ? "empty" : "`" + cell(value) + "`";
  }

  private static String cell(String text) {
    return text.replace("|", "\\|").replace("*", "\\*").replace("<", "&lt;");
  }
}

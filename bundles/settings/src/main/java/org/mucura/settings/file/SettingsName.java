package org.mucura.settings.file;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whose settings they are.
 *
 * @param pid of the part
 * @param instance of a part that has several; empty for others
 */
public record SettingsName(String pid, String instance) implements Comparable<SettingsName> {

  /** All parts whose settings are taken from files here have such a name. */
  public static final String PREFIX = "org.mucura.";

  private static final Pattern FILE = Pattern.compile("(org\\.mucura\\.[^-~]+)(?:[-~](.+))?\\.cfg");

  /** What a file of this name is for; empty if it is none of these files. */
  public static Optional<SettingsName> ofFile(String fileName) {
    Matcher matcher = FILE.matcher(fileName);
    return matcher.matches()
        ? Optional.of(
            new SettingsName(matcher.group(1), Optional.ofNullable(matcher.group(2)).orElse("")))
        : Optional.empty();
  }

  /** The file in which they stand. */
  public String fileName() {
    return instance.isEmpty() ? pid + ".cfg" : pid + "-" + instance + ".cfg";
  }

  @Override
  public int compareTo(SettingsName other) {
    return fileName().compareTo(other.fileName());
  }

  @Override
  public String toString() {
    return instance.isEmpty() ? pid : pid + "-" + instance;
  }
}

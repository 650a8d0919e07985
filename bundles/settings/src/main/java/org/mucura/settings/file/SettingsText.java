package org.mucura.settings.file;

import java.io.IOException;
import java.io.StringReader;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads lines {@code key = value}, in the form of {@link Properties}. In values {@code ${name}}
 * stands for a property of the container, {@code ${env:NAME}} and {@code ${env:NAME:-default}} for
 * an environment variable; so does {@code $[env:NAME;default=...]}, which former releases wrote.
 */
public final class SettingsText {

  private static final Pattern VARIABLE =
      Pattern.compile(
          "\\$\\{(?<name>[^}]*)}|\\$\\[env:(?<env>[^;\\]]+)(?:;(?:type|default)=[^;\\]]*)*]");
  private static final Pattern DEFAULT = Pattern.compile(";default=([^;\\]]*)");

  private final UnaryOperator<@Nullable String> properties;
  private final UnaryOperator<@Nullable String> environment;

  /** With what variables stand for; null where there is nothing. */
  public SettingsText(
      UnaryOperator<@Nullable String> properties, UnaryOperator<@Nullable String> environment) {
    this.properties = properties;
    this.environment = environment;
  }

  /**
   * The values by key.
   *
   * @throws IllegalArgumentException if a variable stands for nothing, or a line cannot be read
   */
  public Map<String, String> read(String text) {
    Properties read = new Properties();
    try {
      read.load(new StringReader(text));
    } catch (IOException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
    Map<String, String> values = new TreeMap<>();
    for (String key : read.stringPropertyNames()) {
      values.put(key, resolve(read.getProperty(key)).strip());
    }
    return values;
  }

  private String resolve(String value) {
    return VARIABLE
        .matcher(value)
        .replaceAll(
            found -> {
              Matcher matcher = (Matcher) found;
              return Matcher.quoteReplacement(replacement(matcher));
            });
  }

  private String replacement(Matcher found) {
    String variable = found.group("env");
    if (variable != null) {
      Matcher byDefault = DEFAULT.matcher(found.group());
      return fromEnvironment(variable, byDefault.find() ? byDefault.group(1) : "");
    }
    String name = found.group("name");
    if (name.startsWith("env:")) {
      String[] parts = name.substring(4).split(":-", 2);
      return fromEnvironment(parts[0], parts.length > 1 ? parts[1] : "");
    }
    String value = properties.apply(name);
    if (value == null) {
      throw new IllegalArgumentException("there is no variable ${" + name + "}");
    }
    return value;
  }

  private String fromEnvironment(String name, String otherwise) {
    String value = environment.apply(name);
    return value == null || value.isEmpty() ? otherwise : value;
  }
}

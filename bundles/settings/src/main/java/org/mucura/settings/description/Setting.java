package org.mucura.settings.description;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One setting.
 *
 * @param id the key in files
 * @param name for people, with the unit
 * @param description its effect
 * @param type of its value, or of each of its values
 * @param list whether there may be several values, separated by commas
 * @param required whether it needs a value that is not empty
 * @param defaultValue what holds without; empty if there is nothing that could
 * @param min of a number
 * @param max of a number
 * @param options the only values, if not empty
 */
public record Setting(
    String id,
    String name,
    String description,
    ValueType type,
    boolean list,
    boolean required,
    Optional<String> defaultValue,
    Optional<Long> min,
    Optional<Long> max,
    List<String> options) {

  /** Whoever has several instances calls each by such a name: see the SPI. */
  private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,32}");

  public Setting {
    options = List.copyOf(options);
  }

  /**
   * The value that a text says, of {@link #type}; of a list an array.
   *
   * @return empty if it is not {@link #right}
   */
  public Optional<Object> read(String text) {
    String stripped = text.strip();
    if (stripped.isEmpty() && (required || type != ValueType.STRING)) {
      return Optional.empty();
    }
    return list ? readList(stripped) : readOne(stripped);
  }

  /** Whether there is nothing that could hold without a value. */
  public boolean mustBeSet() {
    return required && defaultValue.flatMap(this::read).isEmpty();
  }

  private Optional<Object> readList(String text) {
    List<Object> values = new ArrayList<>();
    for (String item : text.split(",", -1)) {
      if (!item.isBlank()) {
        Optional<Object> value = readOne(item.strip());
        if (value.isEmpty()) {
          return value;
        }
        values.add(value.get());
      }
    }
    return required && values.isEmpty()
        ? Optional.empty()
        : Optional.of(values.toArray(n -> (Object[]) Array.newInstance(type.javaType(), n)));
  }

  private Optional<Object> readOne(String text) {
    return type.read(text).filter(this::isInRange);
  }

  private boolean isInRange(Object value) {
    if (value instanceof Number number) {
      long whole = number.longValue();
      return min.stream().allMatch(least -> whole >= least)
          && max.stream().allMatch(most -> whole <= most);
    }
    return (options.isEmpty() || options.contains(value))
        && (!isName() || NAME.matcher((String) value).matches());
  }

  /** By convention; metatype cannot say it. */
  private boolean isName() {
    return id.equals("name") && type == ValueType.STRING;
  }

  /** Which values are right, for people: {@code a whole number from 0 to 65535}. */
  public String right() {
    if (type == ValueType.BOOLEAN) {
      return "true or false";
    }
    if (type.isNumber()) {
      return "a whole number" + range();
    }
    if (!options.isEmpty()) {
      return "one of " + String.join(", ", options);
    }
    if (isName()) {
      return "1 to 32 of a to z, 0 to 9 and -";
    }
    return (list ? "texts separated by commas" : "a text") + (required ? ", not empty" : "");
  }

  private String range() {
    Optional<Long> most =
        max.or(() -> type == ValueType.INTEGER ? Optional.of((long) Integer.MAX_VALUE) : max);
    if (min.isEmpty()) {
      return most.map(m -> ", " + m + " or less").orElse("");
    }
    return most.map(m -> " from " + min.get() + " to " + m).orElse(", " + min.get() + " or more");
  }
}

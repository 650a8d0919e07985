package org.mucura.settings.description;

import java.util.Locale;
import java.util.Optional;

/** What a setting is a value of. */
public enum ValueType {
  /** Any text. */
  STRING(String.class),
  /** {@code true} or {@code false}. */
  BOOLEAN(Boolean.class),
  /** A whole number of 32 bits. */
  INTEGER(Integer.class),
  /** A whole number of 64 bits. */
  LONG(Long.class);

  private final Class<?> javaType;

  ValueType(Class<?> javaType) {
    this.javaType = javaType;
  }

  /** The type of metatype's name; a text where there is no better one here. */
  static ValueType of(String name) {
    return switch (name) {
      case "Boolean" -> BOOLEAN;
      case "Integer" -> INTEGER;
      case "Long" -> LONG;
      default -> STRING;
    };
  }

  /** The class of the values. */
  Class<?> javaType() {
    return javaType;
  }

  boolean isNumber() {
    return this == INTEGER || this == LONG;
  }

  /** The value that a text says; empty if it says none. */
  Optional<Object> read(String text) {
    try {
      return switch (this) {
        case STRING -> Optional.of(text);
        case INTEGER -> Optional.of(Integer.valueOf(text));
        case LONG -> Optional.of(Long.valueOf(text));
        case BOOLEAN ->
            switch (text.toLowerCase(Locale.ROOT)) {
              case "true" -> Optional.of(true);
              case "false" -> Optional.of(false);
              default -> Optional.empty();
            };
      };
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}

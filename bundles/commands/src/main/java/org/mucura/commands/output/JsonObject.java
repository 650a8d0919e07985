package org.mucura.commands.output;

import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object with its members in the order in which they were given. Its text is in ASCII and of
 * one line, so that no terminal and no character set of a client changes it.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8259">RFC 8259</a>
 */
public final class JsonObject {

  private final Map<String, @Nullable Object> members = new LinkedHashMap<>();

  /**
   * Adds a member.
   *
   * @param value null, a boolean, a whole number, a text, a time, a URI, one of an enum (in lower
   *     case), a {@code JsonObject}, several of these, or one or none of them as an optional
   */
  public JsonObject with(String name, @Nullable Object value) {
    members.put(name, value);
    return this;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    write(text);
    return text.toString();
  }

  private void write(StringBuilder text) {
    text.append('{');
    String separator = "";
    for (Map.Entry<String, @Nullable Object> member : members.entrySet()) {
      text.append(separator);
      writeText(text, member.getKey());
      text.append(':');
      write(text, member.getValue());
      separator = ",";
    }
    text.append('}');
  }

  private static void write(StringBuilder text, @Nullable Object value) {
    if (value instanceof Optional<?> optional) {
      write(text, optional.isPresent() ? optional.get() : null);
    } else if (value instanceof JsonObject object) {
      object.write(text);
    } else if (value instanceof Iterable<?> values) {
      writeArray(text, values);
    } else if (value == null
        || value instanceof Boolean
        || value instanceof Integer
        || value instanceof Long) {
      text.append(value);
    } else if (value instanceof Enum<?> one) {
      writeText(text, one.name().toLowerCase(Locale.ROOT));
    } else if (value instanceof String || value instanceof Instant || value instanceof URI) {
      writeText(text, value.toString());
    } else {
      throw new IllegalArgumentException("no value for JSON: " + value.getClass());
    }
  }

  private static void writeArray(StringBuilder text, Iterable<?> values) {
    text.append('[');
    String separator = "";
    for (Object value : values) {
      text.append(separator);
      write(text, value);
      separator = ",";
    }
    text.append(']');
  }

  /** Everything but printable ASCII is escaped, lone halves of surrogate pairs too. */
  private static void writeText(StringBuilder text, String value) {
    text.append('"');
    for (int i = 0; i < value.length(); i++) {
      char character = value.charAt(i);
      if (character == '"' || character == '\\') {
        text.append('\\').append(character);
      } else if (character >= ' ' && character <= '~') {
        text.append(character);
      } else {
        text.append("\\u%04x".formatted((int) character));
      }
    }
    text.append('"');
  }
}

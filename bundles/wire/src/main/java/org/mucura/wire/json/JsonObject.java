package org.mucura.wire.json;

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
    write(new JsonText(text));
    return text.toString();
  }

  private void write(JsonText text) {
    text.open();
    members.forEach((name, value) -> write(text.name(name), value));
    text.close();
  }

  private static void write(JsonText text, @Nullable Object value) {
    if (value instanceof Optional<?> optional) {
      write(text, optional.isPresent() ? optional.get() : null);
    } else if (value instanceof JsonObject object) {
      object.write(text);
    } else if (value instanceof Iterable<?> values) {
      text.openArray();
      values.forEach(one -> write(text, one));
      text.closeArray();
    } else if (value == null) {
      text.nothing();
    } else if (value instanceof Boolean flag) {
      text.value(flag);
    } else if (value instanceof Integer || value instanceof Long) {
      text.value(((Number) value).longValue());
    } else if (value instanceof Enum<?> one) {
      text.value(one.name().toLowerCase(Locale.ROOT));
    } else if (value instanceof String || value instanceof Instant || value instanceof URI) {
      text.value(value.toString());
    } else {
      throw new IllegalArgumentException("no value for JSON: " + value.getClass());
    }
  }
}

package org.mucura.wire.json;

/**
 * Writes JSON, in ASCII and in one line whatever is in it: everything else is escaped, so that no
 * text can begin a line, end a value or move a terminal's cursor.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8259">RFC 8259</a>
 */
public final class JsonText {

  private static final char[] HEX = "0123456789abcdef".toCharArray();

  private final StringBuilder out;
  private boolean first = true;

  public JsonText(StringBuilder out) {
    this.out = out;
  }

  /** Begins an object, as an element of an array, as what has just been named, or as the whole. */
  public JsonText open() {
    separate();
    return begin('{');
  }

  /** Begins an array, as an element of an array or as what has just been named. */
  public JsonText openArray() {
    separate();
    return begin('[');
  }

  private JsonText begin(char mark) {
    out.append(mark);
    first = true;
    return this;
  }

  /** Ends an object. */
  public JsonText close() {
    return end('}');
  }

  /** Ends an array. */
  public JsonText closeArray() {
    return end(']');
  }

  private JsonText end(char mark) {
    out.append(mark);
    first = false;
    return this;
  }

  /** Names the field whose value is written next. */
  public JsonText name(String name) {
    separate();
    text(name);
    out.append(':');
    first = true;
    return this;
  }

  /** An element of an array, or what has just been named. */
  public JsonText value(String value) {
    separate();
    text(value);
    return this;
  }

  /** An element of an array, or what has just been named. */
  public JsonText value(long value) {
    separate();
    out.append(value);
    return this;
  }

  /** An element of an array, or what has just been named. */
  public JsonText value(boolean value) {
    separate();
    out.append(value);
    return this;
  }

  /** {@code null}. */
  public JsonText nothing() {
    separate();
    out.append("null");
    return this;
  }

  public JsonText field(String name, String value) {
    return name(name).value(value);
  }

  /** A field that is left out if there is nothing in it. */
  public JsonText fieldIfAny(String name, String value) {
    return value.isEmpty() ? this : field(name, value);
  }

  public JsonText field(String name, long value) {
    return name(name).value(value);
  }

  public JsonText field(String name, boolean value) {
    return name(name).value(value);
  }

  /** A number of thousandths, with a point. */
  public JsonText fieldInThousandths(String name, long thousandths) {
    name(name).separate();
    out.append(thousandths / 1000).append('.');
    int rest = (int) (thousandths % 1000);
    out.append((char) ('0' + rest / 100));
    out.append((char) ('0' + rest / 10 % 10));
    out.append((char) ('0' + rest % 10));
    return this;
  }

  private void separate() {
    if (!first) {
      out.append(',');
    }
    first = false;
  }

  private void text(String text) {
    out.append('"');
    if (isPlain(text)) {
      out.append(text);
    } else {
      escape(text);
    }
    out.append('"');
  }

  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c >= 0x7f || c == '"' || c == '\\') {
        return false;
      }
    }
    return true;
  }

  private void escape(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c >= ' ' && c < 0x7f) {
        out.append(c);
      } else {
        out.append("\\u")
            .append(HEX[c >> 12])
            .append(HEX[c >> 8 & 0xf])
            .append(HEX[c >> 4 & 0xf])
            .append(HEX[c & 0xf]);
      }
    }
  }
}

package org.mucura.core.fsck;

/** Writes JSON, in one line. */
final class Json {

  private final StringBuilder text = new StringBuilder();

  private void member() {
    if (text.length() > 0 && "{[".indexOf(text.charAt(text.length() - 1)) < 0) {
      text.append(',');
    }
  }

  private void name(String name) {
    member();
    quote(name);
    text.append(':');
  }

  /** An object, at the top or in a list. */
  void begin() {
    member();
    text.append('{');
  }

  void begin(String name) {
    name(name);
    text.append('{');
  }

  void end() {
    text.append('}');
  }

  void beginList(String name) {
    name(name);
    text.append('[');
  }

  void endList() {
    text.append(']');
  }

  void number(String name, long value) {
    name(name);
    text.append(value);
  }

  void flag(String name, boolean value) {
    name(name);
    text.append(value);
  }

  void text(String name, String value) {
    name(name);
    quote(value);
  }

  private void quote(String value) {
    text.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\') {
        text.append('\\').append(c);
      } else if (c < 0x20 || c == 0x7f || Character.isSurrogate(c)) {
        text.append("\\u%04x".formatted((int) c));
      } else {
        text.append(c);
      }
    }
    text.append('"');
  }

  @Override
  public String toString() {
    return text.toString();
  }
}

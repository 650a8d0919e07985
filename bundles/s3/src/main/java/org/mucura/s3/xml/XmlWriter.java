package org.mucura.s3.xml;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * Writes a document as it goes. What XML 1.0 cannot say, control characters in keys, is written as
 * AWS writes it: as a reference such as &amp;#x1;, on which strict parsers fail; clients that may
 * meet such keys ask for {@code encoding-type=url}.
 *
 * <p>{@link #close} hands over what is not written yet and leaves the stream open. For one thread.
 */
public final class XmlWriter implements AutoCloseable {

  /** What stands before the root element. */
  public static final String DECLARATION = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

  /** The namespace of S3's documents. */
  public static final String NAMESPACE = "http://s3.amazonaws.com/doc/2006-03-01/";

  private static final DateTimeFormatter MILLISECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  /** How many bytes a reference or a character takes at most. */
  private static final int LONGEST = 10;

  private final OutputStream out;
  private final byte[] buffer = new byte[4096];
  private int length;

  public XmlWriter(OutputStream out) {
    this.out = out;
  }

  /** Begins the root element, with the namespace. */
  public XmlWriter root(String name) throws IOException {
    return raw("<").raw(name).raw(" xmlns=\"").raw(NAMESPACE).raw("\">");
  }

  public XmlWriter open(String name) throws IOException {
    return raw("<").raw(name).raw(">");
  }

  public XmlWriter close(String name) throws IOException {
    return raw("</").raw(name).raw(">");
  }

  /** An element with text in it. */
  public XmlWriter element(String name, String text) throws IOException {
    if (text.isEmpty()) {
      return raw("<").raw(name).raw("/>");
    }
    return open(name).text(text).close(name);
  }

  /** An element if there is something to be in it. */
  public XmlWriter element(String name, Optional<String> text) throws IOException {
    return text.isPresent() ? element(name, text.get()) : this;
  }

  public XmlWriter element(String name, long number) throws IOException {
    return open(name).raw(Long.toString(number)).close(name);
  }

  public XmlWriter element(String name, boolean value) throws IOException {
    return open(name).raw(value ? "true" : "false").close(name);
  }

  /** An element with a time, in whole seconds as AWS shows it. */
  public XmlWriter element(String name, Instant time) throws IOException {
    Instant seconds = Instant.ofEpochSecond(time.getEpochSecond());
    return open(name).raw(MILLISECONDS.format(seconds)).close(name);
  }

  /** The text of the element that is open. */
  public XmlWriter text(String text) throws IOException {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> raw("&amp;");
        case '<' -> raw("&lt;");
        case '>' -> raw("&gt;");
        case '"' -> raw("&quot;");
        default -> {
          if (Character.isHighSurrogate(c) && i + 1 < text.length()) {
            character(Character.toCodePoint(c, text.charAt(++i)));
          } else {
            character(c);
          }
        }
      }
    }
    return this;
  }

  private void character(int c) throws IOException {
    if (c == '\r' || !isXml(c)) {
      raw("&#x").raw(Integer.toHexString(c)).raw(";");
      return;
    }
    reserve();
    if (c < 0x80) {
      buffer[length++] = (byte) c;
    } else if (c < 0x800) {
      buffer[length++] = (byte) (0xc0 | c >> 6);
      buffer[length++] = (byte) (0x80 | (c & 0x3f));
    } else if (c < 0x10000) {
      buffer[length++] = (byte) (0xe0 | c >> 12);
      buffer[length++] = (byte) (0x80 | (c >> 6 & 0x3f));
      buffer[length++] = (byte) (0x80 | (c & 0x3f));
    } else {
      buffer[length++] = (byte) (0xf0 | c >> 18);
      buffer[length++] = (byte) (0x80 | (c >> 12 & 0x3f));
      buffer[length++] = (byte) (0x80 | (c >> 6 & 0x3f));
      buffer[length++] = (byte) (0x80 | (c & 0x3f));
    }
  }

  /**
   * Text that any parser takes: what XML 1.0 cannot say is replaced by U+FFFD. For what clients are
   * told, but not for keys, which they hand back.
   */
  public static String printable(String text) {
    if (text.chars().allMatch(XmlWriter::isXml)) {
      return text;
    }
    StringBuilder printable = new StringBuilder(text.length());
    text.chars().forEach(c -> printable.append(isXml(c) ? (char) c : '\ufffd'));
    return printable.toString();
  }

  private static boolean isXml(int c) {
    return c >= 0x20 ? c != 0xfffe && c != 0xffff : c == '\n' || c == '\t' || c == '\r';
  }

  /** Writes ASCII that needs no escape. */
  private XmlWriter raw(String ascii) throws IOException {
    for (int i = 0; i < ascii.length(); i++) {
      reserve();
      buffer[length++] = (byte) ascii.charAt(i);
    }
    return this;
  }

  private void reserve() throws IOException {
    if (buffer.length - length < LONGEST) {
      flushBuffer();
    }
  }

  private void flushBuffer() throws IOException {
    out.write(buffer, 0, length);
    length = 0;
  }

  @Override
  public void close() throws IOException {
    flushBuffer();
  }
}

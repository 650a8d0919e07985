package org.mucura.s3.xml;

import java.io.IOException;
import java.io.InputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import org.mucura.core.S3Exception;
import org.mucura.wire.ErrorCode;

/**
 * Reads a document that a client sent, element by element. It knows no document type, no entities
 * beyond the five of XML and no depth worth speaking of; whatever is not as expected is {@code
 * MalformedXML}.
 */
public final class XmlReader {

  /** The longest document, in bytes. */
  public static final int LENGTH_MAX = 2 << 20;

  private static final int DEPTH_MAX = 8;

  /** Safe for use by several threads once it is set up. */
  private static final XMLInputFactory FACTORY = factory();

  private final XMLStreamReader reader;
  private int depth;

  private XmlReader(XMLStreamReader reader) {
    this.reader = reader;
  }

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, true);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    factory.setXMLResolver(
        (publicId, systemId, base, namespace) -> {
          throw new XMLStreamException("external entities are not resolved");
        });
    return factory;
  }

  /** Takes a child element; leaves by {@link XmlReader#text} or {@link XmlReader#children}. */
  @FunctionalInterface
  public interface Child {
    void read(String name) throws XMLStreamException;
  }

  /** Takes the root element; leaves as {@link Child} does. */
  @FunctionalInterface
  public interface Document<T> {
    T read(XmlReader xml) throws XMLStreamException;
  }

  /**
   * Reads a whole document, to the end of the stream.
   *
   * @param root the name of its root element
   * @throws S3Exception {@code MalformedXML}; {@code MaxMessageLengthExceeded}; or what the stream
   *     throws
   */
  public static <T> T read(InputStream in, String root, Document<T> document) {
    try {
      LimitedInputStream limited = new LimitedInputStream(in, LENGTH_MAX);
      XMLStreamReader stream = FACTORY.createXMLStreamReader(limited);
      try {
        T result = new XmlReader(stream).document(root, document);
        // The parser need not have seen the end, which is where digests are verified.
        if (limited.read() >= 0) {
          throw malformed(null);
        }
        return result;
      } finally {
        stream.close();
      }
    } catch (XMLStreamException | IOException malformed) {
      throw malformed(malformed);
    }
  }

  private <T> T document(String root, Document<T> document) throws XMLStreamException {
    skipTo(XMLStreamReader.START_ELEMENT);
    if (!reader.getLocalName().equals(root)) {
      throw malformed(null);
    }
    T result = document.read(this);
    skipTo(XMLStreamReader.END_DOCUMENT);
    return result;
  }

  /** Passes comments and white space before and behind the root element. */
  private void skipTo(int expected) throws XMLStreamException {
    int event = reader.next();
    while (event != expected) {
      if (event != XMLStreamReader.COMMENT && event != XMLStreamReader.SPACE) {
        throw malformed(null);
      }
      event = reader.next();
    }
  }

  /** Reads all children of the current element. */
  public void children(Child child) throws XMLStreamException {
    if (++depth > DEPTH_MAX) {
      throw malformed(null);
    }
    while (true) {
      switch (reader.next()) {
        case XMLStreamReader.START_ELEMENT -> child.read(reader.getLocalName());
        case XMLStreamReader.END_ELEMENT -> {
          depth--;
          return;
        }
        case XMLStreamReader.COMMENT, XMLStreamReader.SPACE -> {}
        case XMLStreamReader.CHARACTERS -> {
          if (!reader.isWhiteSpace()) {
            throw malformed(null);
          }
        }
        default -> throw malformed(null);
      }
    }
  }

  /** The text of the current element, which has no children. */
  public String text() throws XMLStreamException {
    return reader.getElementText();
  }

  /** What to throw of a document that is not as it must be. */
  public static S3Exception malformed(@Nullable Throwable cause) {
    return cause == null
        ? new S3Exception(ErrorCode.MALFORMED_XML)
        : new S3Exception(ErrorCode.MALFORMED_XML, ErrorCode.MALFORMED_XML.message(), cause);
  }
}

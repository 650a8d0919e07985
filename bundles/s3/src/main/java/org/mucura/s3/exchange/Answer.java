package org.mucura.s3.exchange;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.jspecify.annotations.Nullable;
import org.mucura.s3.xml.XmlWriter;

/**
 * What is answered to a request. Headers are sent as they stand here: what Jakarta REST would make
 * of them does not fit S3, whose content types are any text.
 */
public final class Answer {

  /** Writes the body. What it throws once something was sent cuts the connection. */
  @FunctionalInterface
  public interface Body {
    void writeTo(OutputStream out) throws IOException;
  }

  /** Writes the root element of a document. */
  @FunctionalInterface
  public interface Document {
    void writeTo(XmlWriter xml) throws IOException;
  }

  private final int status;
  private final HttpFields.Mutable headers = HttpFields.build();
  private @Nullable Body body;
  private boolean document;

  private Answer(int status) {
    this.status = status;
  }

  /** Without a body, until one is set. */
  public static Answer of(int status) {
    return new Answer(status);
  }

  /** With a document. */
  public static Answer xml(int status, Document document) {
    Answer answer = of(status).header(HttpHeader.CONTENT_TYPE.asString(), "application/xml");
    answer.document = true;
    return answer.body(
        out -> {
          try (XmlWriter xml = new XmlWriter(out)) {
            document.writeTo(xml);
          }
        });
  }

  /** Adds a header. */
  public Answer header(String name, String value) {
    headers.add(name, value);
    return this;
  }

  /** Adds a header if there is a value. */
  public Answer header(String name, Optional<String> value) {
    return value.isPresent() ? header(name, value.get()) : this;
  }

  /** Sets the body; unless a Content-Length says otherwise, it is as long as it happens to be. */
  public Answer body(Body contents) {
    this.body = contents;
    return this;
  }

  public int status() {
    return status;
  }

  HttpFields headers() {
    return headers;
  }

  @Nullable Body body() {
    return body;
  }

  boolean isDocument() {
    return document;
  }
}

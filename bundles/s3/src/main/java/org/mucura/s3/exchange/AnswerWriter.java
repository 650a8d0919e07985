package org.mucura.s3.exchange;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.Response;
import org.jspecify.annotations.Nullable;
import org.mucura.s3.xml.XmlWriter;

/** Sends answers. */
public final class AnswerWriter {

  private static final byte[] DECLARATION =
      XmlWriter.DECLARATION.getBytes(StandardCharsets.US_ASCII);

  private AnswerWriter() {}

  /**
   * Sends an answer to its end, blocking.
   *
   * @throws IOException if the client has gone or the body fails. If {@link #isOnItsWay} then, the
   *     connection has to be cut, lest the client take what it got for the whole
   */
  public static void write(Exchange exchange, Answer answer) throws IOException {
    Response response = exchange.response();
    boolean begun = exchange.keepAlive().stop();
    if (!begun) {
      setHeaders(exchange, answer);
    }
    boolean head = exchange.request().getMethod().equals("HEAD");
    Answer.Body body = head ? null : answer.body();
    AnswerOutputStream out = new AnswerOutputStream(response, length(answer, body));
    if (body != null) {
      if (!begun && answer.isDocument()) {
        out.write(DECLARATION);
      }
      body.writeTo(out);
    }
    // Not after a failure: this is what makes an answer complete.
    out.close();
  }

  /** Whether something of an answer was sent, so that there cannot be another one. */
  public static boolean isOnItsWay(Exchange exchange) {
    return exchange.response().isCommitted();
  }

  private static long length(Answer answer, Answer.@Nullable Body body) {
    return body == null ? -1 : answer.headers().getLongField(HttpHeader.CONTENT_LENGTH);
  }

  private static void setHeaders(Exchange exchange, Answer answer) {
    Response response = exchange.response();
    response.setStatus(answer.status());
    HttpFields.Mutable headers = response.getHeaders();
    headers.add(answer.headers());
    boolean http1 =
        exchange.request().getConnectionMetaData().getHttpVersion().compareTo(HttpVersion.HTTP_2)
            < 0;
    if (http1 && exchange.hasUnreadBody()) {
      headers.put(HttpHeader.CONNECTION, HttpHeaderValue.CLOSE.asString());
    }
  }
}

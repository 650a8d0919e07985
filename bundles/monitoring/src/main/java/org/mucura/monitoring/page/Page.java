package org.mucura.monitoring.page;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.mucura.http.ExchangeNotes;

/** A text to be answered. */
record Page(int status, String contentType, String text) {

  private static final String PLAIN = "text/plain; charset=utf-8";

  static Page of(int status, String text) {
    return new Page(status, PLAIN, text);
  }

  /** Whether nothing but a look is asked for; if not, that is answered. */
  static boolean mayLook(Request request, Response response, Callback callback) {
    String method = request.getMethod();
    if (method.equals("GET") || method.equals("HEAD")) {
      return true;
    }
    response.getHeaders().put(HttpHeader.ALLOW, "GET, HEAD");
    of(HttpStatus.METHOD_NOT_ALLOWED_405, "GET and HEAD only\n")
        .answer(request, response, callback);
    return false;
  }

  void answer(Request request, Response response, Callback callback) {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    response.setStatus(status);
    response.getHeaders().put("x-amz-request-id", ExchangeNotes.of(request).requestId());
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, contentType);
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
    boolean head = request.getMethod().equals("HEAD");
    response.write(true, head ? null : ByteBuffer.wrap(body), callback);
  }
}

package org.mucura.http.server;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.mucura.http.Application;

/** Applications for tests. */
final class Applications {

  private Applications() {}

  /** Answers with the text. */
  static Application saying(String text) {
    return (request, response, callback) -> answer(response, callback, text);
  }

  /** Answers with the path and query as they came. */
  static Application echoTarget() {
    return (request, response, callback) ->
        answer(response, callback, request.getHttpURI().getPathQuery());
  }

  /** Reads the body, blocking, and answers with its length. */
  static Application countBody() {
    return (request, response, callback) -> {
      long length = 0;
      byte[] buffer = new byte[64 * 1024];
      try (var body = Content.Source.asInputStream(request)) {
        for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) {
          length += n;
        }
      }
      return answer(response, callback, "read " + length);
    };
  }

  static boolean answer(Response response, Callback callback, String text) {
    response.write(true, ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), callback);
    return true;
  }

  static long query(Request request) {
    return Long.parseLong(request.getHttpURI().getQuery());
  }
}

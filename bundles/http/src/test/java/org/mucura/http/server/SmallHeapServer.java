package org.mucura.http.server;

import java.io.IOException;
import java.util.Map;
import org.eclipse.jetty.io.Content;
import org.mucura.http.Application;

/**
 * A process of its own, for a heap of its own: counts the bytes of bodies, and sends as many bytes
 * as a query says. Prints its port; ends when its input ends.
 */
public final class SmallHeapServer {

  private SmallHeapServer() {}

  public static void main(String[] arguments) throws IOException {
    Application counting = Applications.countBody();
    Application sending =
        (request, response, callback) -> {
          byte[] piece = new byte[64 * 1024];
          try (var out = Content.Sink.asOutputStream(response)) {
            for (long left = Applications.query(request); left > 0; left -= piece.length) {
              out.write(piece);
            }
          }
          callback.succeeded();
          return true;
        };
    try (TestServer server = new TestServer(Map.of())) {
      server.with(counting, "/in").with(sending, "/out");
      System.out.println(server.port());
      while (System.in.read() >= 0) {
        // Until the test ends.
      }
    }
  }
}

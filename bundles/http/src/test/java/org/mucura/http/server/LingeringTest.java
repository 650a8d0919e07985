package org.mucura.http.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.eclipse.jetty.http.HttpHeader;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.Test;
import org.mucura.http.Application;

/** What becomes of a body that nobody wants. */
public class LingeringTest {

  private static final String PUT = "PUT %s HTTP/1.1\r\nHost: h\r\nContent-Length: %d\r\n\r\n";

  /** Does not look at bodies. */
  private static final Application REFUSING =
      (request, response, callback) -> {
        response.setStatus(403);
        response.getHeaders().put(HttpHeader.CONNECTION, "close");
        return Applications.answer(response, callback, "refused");
      };

  private static TestServer server;

  @BeforeClass
  public static void open() {
    server = new TestServer(Map.of()).with(REFUSING);
  }

  @AfterClass
  public static void close() {
    server.close();
  }

  @Test
  public void aClientThatSendsAllBeforeItListensGetsItsAnswer() throws Exception {
    for (String target : new String[] {"/b/k", "/-/none"}) {
      try (RawClient client = server.connect()) {
        client.send(PUT.formatted(target, 8 << 20));
        for (int i = 0; i < 8; i++) {
          client.send(new byte[1 << 20]);
          Thread.sleep(5);
        }
        assertThat(client.all()).matches("(?s)HTTP/1.1 40[34] .*(refused|</Error>)");
      }
    }
  }

  @Test
  public void theAnswerDoesNotWaitForTheBody() throws IOException {
    try (RawClient client = server.connect()) {
      long start = System.nanoTime();
      assertThat(client.send(PUT.formatted("/b/k", 100) + "x").all()).endsWith("refused");
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
    }
  }

  @Test
  public void whatDoesNotEndIsCut() throws IOException {
    try (RawClient client = server.connect()) {
      client.send(PUT.formatted("/b/k", 1L << 40));
      byte[] piece = new byte[1 << 20];
      assertThatThrownBy(
              () -> {
                for (int i = 0; i < 100; i++) {
                  client.send(piece);
                }
              })
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  public void aConnectionThatIsKeptServesOn() throws IOException {
    Application unasked =
        (request, response, callback) -> Applications.answer(response, callback, "unasked");
    try (TestServer keeping = new TestServer(Map.of()).with(unasked);
        RawClient client = keeping.connect()) {
      for (int i = 0; i < 3; i++) {
        client.send(PUT.formatted("/b/k", 5) + "hello");
        assertThat(client.response()).startsWith("HTTP/1.1 200 ").endsWith("unasked");
      }
    }
  }
}

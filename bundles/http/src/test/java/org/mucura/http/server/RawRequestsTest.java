package org.mucura.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.Test;
import org.mucura.http.Application;

/** What a request may look like, byte by byte, over HTTP/1. */
public class RawRequestsTest {

  private static TestServer server;

  @BeforeClass
  public static void open() {
    server = new TestServer(Map.of()).with(Applications.echoTarget());
  }

  @AfterClass
  public static void close() {
    server.close();
  }

  @Test
  public void pathsArriveAsTheyWereSent() throws IOException {
    List<String> targets =
        List.of(
            "/b/a//b",
            "/b//",
            "//b/a",
            "/b/a/../b",
            "/b/./a",
            "/b/%2e%2e/a",
            "/b/a%2Fb",
            "/b/x;v=1/y;w",
            "/b/..;/a",
            "/b/100%25",
            "/b/%2525",
            "/b/a%5Cb",
            "/b/a+b%20c%2B",
            "/b/%01%0A%0D%09%7F",
            "/b/%F0%9F%98%80%C3%A4",
            "/b/😀ä[1]{2}|^`",
            "/b/a?list-type=2&prefix=%2F..%2F&delimiter=/",
            "/b/a?versionId=a//b;c",
            "/b/!$&'()*,:@~_-.=",
            "/b/" + "k".repeat(1024),
            "/b/" + "%E2%82%AC".repeat(341) + "?x-id=PutObject");
    try (RawClient client = server.connect()) {
      for (String target : targets) {
        assertThat(client.get(target).response()).startsWith("HTTP/1.1 200 ").endsWith(target);
      }
    }
  }

  @Test
  public void whatCannotBeAKeyIsRefused() throws IOException {
    List<String> targets =
        List.of(
            "/b/%00",
            "/b/a%00b",
            "/b/a%",
            "/b/a%2",
            "/b/a%zz",
            "/b/%FF",
            "/b/%C3",
            "/b/%u0041",
            "/..",
            "/b/../../a",
            "/b/\u0001",
            "/b/\u007f",
            "/b/k#f");
    for (String target : targets) {
      assertThat(answerTo("GET " + target + " HTTP/1.1\r\nHost: h\r\n\r\n"))
          .as(target)
          .startsWith("HTTP/1.1 400 ")
          .contains("<Error><Code>BadRequest</Code>");
    }
  }

  @Test
  public void brokenUtf8IsRefusedRawToo() throws IOException {
    try (RawClient client = server.connect()) {
      String broken = "GET /b/\u00C3( HTTP/1.1\r\nHost: h\r\n\r\n";
      assertThat(client.send(broken.getBytes(StandardCharsets.ISO_8859_1)).response())
          .startsWith("HTTP/1.1 400 ");
    }
  }

  @Test
  public void whatTwoServersCouldReadDifferentlyIsRefused() throws IOException {
    String post = "POST /b HTTP/1.1\r\nHost: h\r\n";
    List<String> requests =
        List.of(
            post + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            post + "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n",
            post + "Content-Length: 5\r\nContent-Length: 5\r\n\r\nhello",
            post + "Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello",
            post + "Content-Length: 5, 5\r\n\r\nhello",
            post + "Content-Length: +5\r\n\r\nhello",
            post + "Content-Length: -1\r\n\r\n",
            post + "Content-Length: 99999999999999999999\r\n\r\n",
            post + "Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
            post + "Content-Length : 5\r\n\r\nhello",
            post + " Content-Length: 5\r\n\r\nhello",
            post + "X: a\r\n folded\r\n\r\n",
            post + "X: a\0b\r\n\r\n",
            post + "Host: other\r\n\r\n",
            "GET http://other/b HTTP/1.1\r\nHost: h\r\n\r\n",
            "GET /b HTTP/1.1\r\n\r\n",
            "GET /b HTTP/1.1\nHost: h\n\n",
            "GET /b c HTTP/1.1\r\nHost: h\r\n\r\n");
    for (String request : requests) {
      assertThat(answerTo(request)).as(request).startsWith("HTTP/1.1 400 ").doesNotContain(" 200 ");
    }
  }

  @Test
  public void aBrokenChunkNeverLooksLikeAnEnd() throws IOException {
    try (TestServer counting = new TestServer(Map.of()).with(Applications.countBody());
        RawClient client = counting.connect()) {
      client.send(
          "PUT /b/k HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n5\nhello0\n\n");
      assertThat(client.all()).doesNotContain("read ");
    }
  }

  @Test
  public void headersHaveALimit() throws IOException {
    assertThat(answerTo("GET /b HTTP/1.1\r\nHost: h\r\nX: " + "x".repeat(15_000) + "\r\n\r\n"))
        .startsWith("HTTP/1.1 200 ");
    assertThat(answerTo("GET /b HTTP/1.1\r\nHost: h\r\nX: " + "x".repeat(17_000) + "\r\n\r\n"))
        .startsWith("HTTP/1.1 431 ")
        .contains("<Code>RequestHeaderSectionTooLarge</Code>");
    assertThat(answerTo("GET /" + "x".repeat(17_000) + " HTTP/1.1\r\nHost: h\r\n\r\n"))
        .startsWith("HTTP/1.1 414 ");
  }

  @Test
  public void anAnswerMaySayMoreThanARequest() throws IOException {
    Application verbose =
        (request, response, callback) -> {
          response.getHeaders().put("x-long", "y".repeat((int) Applications.query(request)));
          return Applications.answer(response, callback, "said");
        };
    try (TestServer server = new TestServer(Map.of("headerSizeMax", 1024)).with(verbose);
        RawClient client = server.connect()) {
      for (int length : new int[] {10, 8000, 17_000, 64_000, 10}) {
        assertThat(client.get("/b?" + length).response())
            .startsWith("HTTP/1.1 200 ")
            .contains("x-long: " + "y".repeat(length) + "\r\n")
            .endsWith("said");
      }
    }
  }

  @Test
  public void methodsForOtherServersEndTheConnection() throws IOException {
    for (String line : List.of("CONNECT h:80", "TRACE /b")) {
      try (RawClient client = server.connect()) {
        assertThat(client.send(line + " HTTP/1.1\r\nHost: h:80\r\nX-Secret: s\r\n\r\n").all())
            .startsWith("HTTP/1.1 405 ")
            .containsIgnoringCase("Connection: close")
            .contains("<Error><Code>MethodNotAllowed</Code>")
            .doesNotContain("Secret");
      }
    }
    for (String line : List.of("CONNECT /b", "TRACE *")) {
      assertThat(answerTo(line + " HTTP/1.1\r\nHost: h:80\r\n\r\n")).matches("(?s)HTTP/1.1 40.*");
    }
  }

  @Test
  public void answersDoNotSayWhatServes() throws IOException {
    try (RawClient client = server.connect()) {
      assertThat(client.get("/b").header())
          .containsIgnoringCase("\r\nDate: ")
          .doesNotContainIgnoringCase("\r\nServer:")
          .doesNotContainIgnoringCase("Jetty");
    }
  }

  @Test
  public void failuresDoNotLeak() throws IOException {
    try (TestServer failing =
            new TestServer(Map.of())
                .with(
                    (request, response, callback) -> {
                      throw new IllegalStateException("secret");
                    });
        RawClient client = failing.connect()) {
      assertThat(client.get("/b/k%3Ck%3E<k>").response())
          .startsWith("HTTP/1.1 500 ")
          .contains("x-amz-request-id: ")
          .contains("<Code>InternalError</Code>")
          .doesNotContain("secret", "Exception", "<k>");
    }
  }

  @Test
  public void aHeadHasNoBodyInAnError() throws IOException {
    try (RawClient client = server.connect()) {
      String answer =
          client.send("HEAD /-/none HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n").all();
      assertThat(answer).startsWith("HTTP/1.1 404 ").endsWith("\r\n\r\n");
    }
  }

  @Test
  public void continueIsSentWhenTheBodyIsRead() throws IOException {
    String put =
        "PUT /b/k HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n";
    try (TestServer reading = new TestServer(Map.of()).with(Applications.countBody());
        RawClient client = reading.connect()) {
      assertThat(client.send(put).header()).startsWith("HTTP/1.1 100 ");
      assertThat(client.send("hello").response()).startsWith("HTTP/1.1 200 ").endsWith("read 5");
    }
    try (RawClient client = server.connect()) {
      assertThat(client.send(put).all())
          .startsWith("HTTP/1.1 200 ")
          .containsIgnoringCase("Connection: close");
    }
  }

  private static String answerTo(String request) throws IOException {
    try (RawClient client = server.connect()) {
      return client.send(request).response();
    }
  }
}

package org.mucura.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.util.Callback;
import org.junit.After;
import org.junit.Test;
import org.mucura.http.Application;
import org.mucura.http.EndedExchange;
import org.mucura.http.ExchangeNotes;

/** Who watches the server is told of every exchange, and can do it no harm. */
public class ObserversTest {

  private static final Application NOTING =
      (request, response, callback) -> {
        ExchangeNotes notes = ExchangeNotes.of(request);
        notes.operation("Say");
        response.getHeaders().put("x-amz-request-id", notes.requestId());
        return Applications.answer(response, callback, "hello");
      };

  private final BlockingQueue<EndedExchange> told = new LinkedBlockingQueue<>();
  private final TestServer server = new TestServer(Map.of()).observedBy(told::add);

  @After
  public void close() {
    server.close();
  }

  @Test
  public void anAnswerIsToldOfWithWhatItsApplicationKnew() throws Exception {
    server.with(NOTING);
    String answer;
    try (RawClient client = server.connect()) {
      answer = client.send("GET /b HTTP/1.1\r\nHost: h\r\nUser-Agent: test/1\r\n\r\n").response();
    }
    EndedExchange ended = next();
    assertThat(ended.status()).isEqualTo(200);
    assertThat(ended.listener()).isEqualTo("s3");
    assertThat(ended.remote()).isEqualTo("127.0.0.1");
    assertThat(ended.userAgent()).isEqualTo("test/1");
    assertThat(ended.bytesOut()).isEqualTo(5);
    assertThat(ended.nanos()).isPositive();
    assertThat(ended.notes().operation()).isEqualTo("Say");
    assertThat(ended.notes().isCut()).isFalse();
    assertThat(answer).contains("x-amz-request-id: " + ended.notes().requestId());
  }

  @Test
  public void bytesOfTheBodyAreCounted() throws Exception {
    server.with(Applications.countBody());
    try (RawClient client = server.connect()) {
      client.send("PUT /b HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\nabc").response();
    }
    assertThat(next().bytesIn()).isEqualTo(3);
  }

  @Test
  public void whatTheServerItselfRefusesIsToldOf() throws Exception {
    server.with(NOTING);
    assertRefused("GET /" + "k".repeat(20_000) + " HTTP/1.1\r\nHost: h\r\n\r\n", 414);
    assertRefused("GET / HTTP/1.1\r\nHost: h\r\nx: " + "y".repeat(20_000) + "\r\n\r\n", 431);
    assertRefused("GET /%00 HTTP/1.1\r\nHost: h\r\n\r\n", 400);
    assertRefused("GET / HTTP/1.1\r\nno field\r\n\r\n", 400);
    assertRefused("GET /-/x HTTP/1.1\r\nHost: h\r\n\r\n", 404);
    assertRefused("TRACE / HTTP/1.1\r\nHost: h\r\n\r\n", 405);
  }

  private void assertRefused(String request, int status) throws Exception {
    String answer;
    try (RawClient client = server.connect()) {
      answer = client.send(request).response();
    }
    EndedExchange ended = next();
    assertThat(ended.status()).as(answer).isEqualTo(status);
    assertThat(answer).startsWith("HTTP/1.1 " + status);
    assertThat(answer).contains("x-amz-request-id: " + ended.notes().requestId());
    assertThat(answer).contains("<Code>" + ended.notes().error() + "</Code>");
    assertThat(ended.remote()).isEqualTo("127.0.0.1");
  }

  @Test
  public void aClientThatGoesIsToldOf() throws Exception {
    server.with(
        (request, response, callback) -> {
          Callback.Completable written = new Callback.Completable();
          response.write(false, java.nio.ByteBuffer.allocate(8), written);
          written.get(5, TimeUnit.SECONDS);
          callback.failed(new IOException("gone"));
          return true;
        });
    try (RawClient client = server.connect()) {
      client.get("/b").header();
    }
    EndedExchange ended = next();
    assertThat(ended.notes().isCut()).isTrue();
    assertThat(ended.bytesOut()).isEqualTo(8);
  }

  @Test
  public void anObserverThatThrowsHarmsNobody() throws Exception {
    try (TestServer faulty = new TestServer(Map.of())) {
      faulty.with(NOTING);
      faulty.observedBy(
          ended -> {
            throw new IllegalStateException("a faulty observer");
          });
      faulty.observedBy(told::add);
      try (RawClient client = faulty.connect()) {
        assertThat(client.get("/b").response()).endsWith("hello");
        assertThat(client.get("/b").response()).endsWith("hello");
      }
    }
    next();
    next();
  }

  @Test
  public void longTextsAreCut() throws Exception {
    server.with(NOTING);
    try (RawClient client = server.connect()) {
      client
          .send("GET /b HTTP/1.1\r\nHost: h\r\nUser-Agent: " + "u".repeat(5000) + "\r\n\r\n")
          .response();
    }
    assertThat(next().userAgent()).hasSize(512);
  }

  @Test
  public void aProbeIsAnsweredBeyondTheMostRequests() throws Exception {
    try (TestServer small = new TestServer(Map.of("requestsMax", 1));
        RawClient busy = small.connect();
        RawClient other = small.connect()) {
      small.with(Applications.countBody(), "/");
      small.with(NOTING, "/-/health/live");
      busy.send("PUT /b HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\n");
      while (small.load().requests() == 0) {
        Thread.sleep(5);
      }
      assertThat(other.get("/b").response()).startsWith("HTTP/1.1 503 ");
      assertThat(other.get("/-/health/live").response()).startsWith("HTTP/1.1 200 ");
      assertThat(small.load().connections()).isEqualTo(2);
      busy.send("abc").response();
    }
  }

  private EndedExchange next() throws InterruptedException {
    EndedExchange ended = told.poll(10, TimeUnit.SECONDS);
    assertThat(ended).isNotNull();
    return ended;
  }
}

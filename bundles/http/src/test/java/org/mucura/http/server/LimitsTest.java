package org.mucura.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.eclipse.jetty.io.Content;
import org.junit.Test;
import org.mucura.http.Application;
import org.mucura.http.ClientPace;

/** What a listener does not let its clients do. */
public class LimitsTest {

  private static final String PUT = "PUT /b/k HTTP/1.1\r\nHost: h\r\nContent-Length: %d\r\n\r\n";

  private final AtomicReference<Throwable> failure = new AtomicReference<>();
  private final CountDownLatch failed = new CountDownLatch(1);

  @Test
  public void aSilentConnectionIsClosed() throws IOException {
    try (TestServer server = new TestServer(Map.of("idleMillis", 200)).with(readingBody());
        RawClient client = server.connect()) {
      assertThat(client.all()).isEmpty();
    }
  }

  @Test
  public void aHeaderThatDoesNotEndIsDropped() throws IOException {
    try (TestServer server = new TestServer(Map.of("idleMillis", 200)).with(readingBody());
        RawClient client = server.connect()) {
      assertThat(client.send("GET /b HTTP/1.1\r\nHost: h\r\nX: ").all()).doesNotContain("200");
    }
  }

  @Test
  public void aBodyThatStopsFailsByTime() throws Exception {
    try (TestServer server = new TestServer(Map.of("idleMillis", 200)).with(readingBody());
        RawClient client = server.connect()) {
      client.send(PUT.formatted(10) + "abc");
      assertThat(client.all()).doesNotContain("HTTP/1.1 200");
      assertFailedByTime();
    }
  }

  @Test
  public void aBodyThatTricklesFailsByTime() throws Exception {
    Map<String, Integer> settings =
        Map.of("idleMillis", 5000, "rateMin", 1000, "rateAfterMillis", 300);
    try (TestServer server = new TestServer(settings).with(readingBody());
        RawClient client = server.connect()) {
      client.send(PUT.formatted(100_000));
      long start = System.nanoTime();
      while (failed.getCount() > 0 && System.nanoTime() - start < 5_000_000_000L) {
        client.send("x");
        Thread.sleep(20);
      }
      assertFailedByTime();
    }
  }

  @Test
  public void aStoreThatIsSlowIsNotTheClientsFault() throws IOException {
    Map<String, Integer> settings = Map.of("rateMin", 1_000_000, "rateAfterMillis", 100);
    Application slow =
        (request, response, callback) -> {
          int read = 0;
          try (var body = Content.Source.asInputStream(request)) {
            for (int n = body.read(new byte[1]); n > 0; n = body.read(new byte[1])) {
              read++;
              Thread.sleep(20);
            }
          }
          return Applications.answer(response, callback, "read " + read);
        };
    try (TestServer server = new TestServer(settings).with(slow);
        RawClient client = server.connect()) {
      assertThat(client.send(PUT.formatted(20) + "x".repeat(20)).response()).endsWith("read 20");
    }
  }

  @Test
  public void anAnswerThatIsTakenTooSlowlyIsCut() throws Exception {
    Application endless =
        (request, response, callback) -> {
          try (var out = Content.Sink.asOutputStream(response)) {
            while (true) {
              out.write(new byte[64 * 1024]);
            }
          } catch (IOException e) {
            failure.set(e);
            failed.countDown();
            throw e;
          }
        };
    Map<String, Integer> settings = Map.of("rateMin", 100_000_000, "rateAfterMillis", 300);
    try (TestServer server = new TestServer(settings).with(endless);
        RawClient client = server.connect()) {
      client.get("/b").header();
      long start = System.nanoTime();
      while (failed.getCount() > 0 && System.nanoTime() - start < 5_000_000_000L) {
        client.read(1000);
        Thread.sleep(10);
      }
      assertFailedByTime();
    }
  }

  @Test
  public void aRequestTellsHowItsClientKeepsUp() throws Exception {
    CompletableFuture<ClientPace> told = new CompletableFuture<>();
    Application reading =
        (request, response, callback) -> {
          told.complete((ClientPace) request);
          return readingBody().handle(request, response, callback);
        };
    try (TestServer server = new TestServer(Map.of("rateMin", 0)).with(reading);
        RawClient client = server.connect()) {
      client.send(PUT.formatted(10) + "abc");
      ClientPace pace = told.get(5, TimeUnit.SECONDS);
      awaitMore(0, pace::waitedNanos);
      awaitMore(pace.waitedNanos(), pace::waitedNanos);
      awaitMore(2, pace::bytes);
      pace.cut(new TimeoutException("cut"));
      assertFailedByTime();
    }
  }

  private static void awaitMore(long than, LongSupplier value) throws InterruptedException {
    long end = System.nanoTime() + 5_000_000_000L;
    while (value.getAsLong() <= than && System.nanoTime() < end) {
      Thread.sleep(1);
    }
    assertThat(value.getAsLong()).isGreaterThan(than);
  }

  @Test
  public void whenConnectionsRunOutSilentOnesAreClosed() throws IOException {
    Map<String, Integer> settings = Map.of("connectionsMax", 2, "idleMillis", 3000);
    try (TestServer server = new TestServer(settings).with(Applications.saying("hello"));
        RawClient first = server.connect()) {
      assertThat(first.get("/b").response()).endsWith("hello");
      try (RawClient second = server.connect()) {
        assertThat(second.get("/b").response()).endsWith("hello");
        long start = System.nanoTime();
        assertThat(first.all()).isEmpty();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
        try (RawClient third = server.connect()) {
          assertThat(third.get("/b").response()).endsWith("hello");
        }
      }
    }
  }

  @Test
  public void connectionsBeyondTheLimitWait() throws IOException {
    try (TestServer server =
            new TestServer(Map.of("connectionsMax", 2)).with(Applications.saying("hello"));
        RawClient third = connectThird(server)) {
      assertThat(third.get("/b").response()).endsWith("hello");
    }
  }

  /** Opened while two others are open, which then close. */
  private static RawClient connectThird(TestServer server) throws IOException {
    try (RawClient first = server.connect();
        RawClient second = server.connect()) {
      assertThat(first.get("/b").response()).endsWith("hello");
      assertThat(second.get("/b").response()).endsWith("hello");
      try (RawClient surplus = server.connect()) {
        assertThat(surplus.get("/b").isSilentFor(300)).isTrue();
      }
      return server.connect();
    }
  }

  @Test
  public void requestsBeyondTheLimitAreRefusedAtOnce() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    Application blocking =
        (request, response, callback) -> {
          release.await();
          return Applications.answer(response, callback, "done");
        };
    try (TestServer server = new TestServer(Map.of("requestsMax", 2)).with(blocking);
        RawClient first = server.connect();
        RawClient second = server.connect();
        RawClient third = server.connect()) {
      first.get("/b");
      second.get("/b");
      Thread.sleep(100);
      assertThat(third.get("/b").response())
          .startsWith("HTTP/1.1 503 ")
          .contains("Retry-After: 1\r\n", "x-amz-request-id: ", "<Code>SlowDown</Code>");
      release.countDown();
      assertThat(first.response()).endsWith("done");
      assertThat(second.response()).endsWith("done");
      assertThat(third.get("/b").response()).endsWith("done");
    }
  }

  @Test
  public void aLongQueueForThreadsIsCutShort() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    Application blocking =
        (request, response, callback) -> {
          release.await();
          return Applications.answer(response, callback, "done");
        };
    Map<String, Integer> shared = Map.of("threadsMax", 16, "queueMax", 1);
    try (TestServer server = new TestServer(Map.of(), shared, Duration.ZERO).with(blocking);
        ManyClients clients = new ManyClients(server, 40)) {
      clients.get("/b");
      Thread.sleep(300);
      release.countDown();
      assertThat(clients.responses())
          .anyMatch(response -> response.endsWith("done"))
          .anyMatch(response -> response.startsWith("HTTP/1.1 503 "))
          .allMatch(r -> r.endsWith("done") || r.startsWith("HTTP/1.1 503 "));
    }
  }

  private Application readingBody() {
    return (request, response, callback) -> {
      try (var body = Content.Source.asInputStream(request)) {
        body.readAllBytes();
        return Applications.answer(response, callback, "whole");
      } catch (IOException e) {
        failure.set(e);
        failed.countDown();
        callback.failed(e);
        return true;
      }
    };
  }

  private void assertFailedByTime() throws InterruptedException {
    assertThat(failed.await(5, TimeUnit.SECONDS)).isTrue();
    assertThat(failure.get()).hasRootCauseInstanceOf(TimeoutException.class);
  }
}

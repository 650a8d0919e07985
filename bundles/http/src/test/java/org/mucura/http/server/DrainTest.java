package org.mucura.http.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.eclipse.jetty.client.CompletableResponseListener;
import org.eclipse.jetty.client.ContentResponse;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.http2.client.HTTP2Client;
import org.eclipse.jetty.http2.client.transport.HttpClientTransportOverHTTP2;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.util.Callback;
import org.junit.After;
import org.junit.Test;
import org.mucura.http.Application;

/** What happens to requests when a listener closes. */
public class DrainTest {

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch begun = new CountDownLatch(1);

  @After
  public void stopThreads() {
    threads.shutdownNow();
  }

  @Test
  public void requestsUnderWayAreAnswered() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    Application slow =
        (request, response, callback) -> {
          begun.countDown();
          release.await();
          return Applications.answer(response, callback, "done");
        };
    try (TestServer server = new TestServer(Map.of()).with(slow);
        RawClient client = server.connect();
        RawClient idle = server.connect()) {
      int port = server.port();
      client.get("/b");
      begun.await();
      Future<?> closing = threads.submit(server::closeListener);
      waitUntilRefused(port);
      assertThat(closing.isDone()).isFalse();
      release.countDown();
      assertThat(client.all())
          .startsWith("HTTP/1.1 200 ")
          .containsIgnoringCase("Connection: close")
          .endsWith("done");
      closing.get();
      assertThat(idle.all()).isEmpty();
    }
  }

  @Test
  public void anUploadThatPausesIsNotCut() throws Exception {
    Application counting =
        (request, response, callback) -> {
          begun.countDown();
          return Applications.countBody().handle(request, response, callback);
        };
    try (TestServer server = new TestServer(Map.of()).with(counting);
        RawClient client = server.connect()) {
      client.send("PUT /b/k HTTP/1.1\r\nHost: h\r\nContent-Length: 10\r\n\r\nhello");
      begun.await();
      Future<?> closing = threads.submit(server::closeListener);
      Thread.sleep(1500);
      assertThat(client.send("world").all()).endsWith("read 10");
      closing.get();
    }
  }

  @Test
  public void aLongAnswerIsSentToItsEnd() throws Exception {
    int length = 4 << 20;
    Application large =
        (request, response, callback) -> {
          begun.countDown();
          try (var out = Content.Sink.asOutputStream(response)) {
            for (int i = 0; i < length; i += 1 << 16) {
              out.write(new byte[1 << 16]);
            }
          }
          callback.succeeded();
          return true;
        };
    try (TestServer server = new TestServer(Map.of()).with(large);
        RawClient client = server.connect()) {
      client.send("GET /b HTTP/1.0\r\n\r\n");
      begun.await();
      Future<?> closing = threads.submit(server::closeListener);
      Thread.sleep(200);
      client.header();
      assertThat(client.all()).hasSize(length);
      closing.get();
    }
  }

  @Test
  public void whatTakesTooLongIsCut() throws Exception {
    Application endless =
        (request, response, callback) -> {
          response.write(false, ByteBuffer.wrap(new byte[10]), callback(begun));
          return true;
        };
    try (TestServer server = new TestServer(Map.of("drainMillis", 100)).with(endless);
        RawClient client = server.connect()) {
      client.get("/b");
      begun.await();
      long start = System.nanoTime();
      server.closeListener();
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
      assertThat(client.all()).doesNotEndWith("0\r\n\r\n");
    }
  }

  @Test
  public void closingWithoutRequestsTakesNoTime() throws IOException {
    try (TestServer server = new TestServer(Map.of()).with(Applications.saying("x"));
        RawClient idle = server.connect()) {
      assertThat(idle.get("/b").response()).endsWith("x");
      long start = System.nanoTime();
      server.closeListener();
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
    }
  }

  @Test
  public void http2RequestsAreAnsweredToo() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    Application slow =
        (request, response, callback) -> {
          begun.countDown();
          release.await();
          return Applications.answer(response, callback, "done");
        };
    try (TestServer server = new TestServer(Map.of("http2Cleartext", true))) {
      server.with(Applications.saying("fast"), "/fast").with(slow, "/slow");
      HttpClient client =
          new HttpClient(new HttpClientTransportOverHTTP2(new HTTP2Client(new ClientConnector())));
      client.start();
      assertThat(client.GET(server.uri() + "/fast").getVersion()).isEqualTo(HttpVersion.HTTP_2);
      CompletableFuture<ContentResponse> answer =
          new CompletableResponseListener(client.newRequest(server.uri() + "/slow")).send();
      begun.await();
      Future<?> closing = threads.submit(server::closeListener);
      Thread.sleep(100);
      assertThat(closing.isDone()).isFalse();
      long start = System.nanoTime();
      release.countDown();
      assertThat(answer.get().getContentAsString()).isEqualTo("done");
      closing.get();
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
      client.stop();
    }
  }

  private static Callback callback(CountDownLatch latch) {
    return Callback.from(latch::countDown, failure -> {});
  }

  private static void waitUntilRefused(int port) {
    assertThatThrownBy(
            () -> {
              for (int i = 0; i < 100; i++) {
                new RawClient(port).close();
                Thread.sleep(20);
              }
            })
        .isInstanceOf(IOException.class);
  }
}

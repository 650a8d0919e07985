package org.mucura.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.junit.After;
import org.junit.Test;
import org.mucura.http.Application;

/** Applications come and go while the socket stays open. */
public class ReplacementTest {

  private final ExecutorService threads = Executors.newCachedThreadPool();

  @After
  public void stopThreads() {
    threads.shutdownNow();
  }

  /** An application that is used after it left, or fails a request, is caught here. */
  private static final class Generation implements Application {

    private final AtomicBoolean gone = new AtomicBoolean();
    private final AtomicInteger abuses = new AtomicInteger();

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
      count();
      Thread.sleep(1);
      count();
      return Applications.answer(response, callback, "served");
    }

    private void count() {
      if (gone.get()) {
        abuses.incrementAndGet();
      }
    }
  }

  @Test
  public void noRequestFailsWhileApplicationsAreReplaced() throws Exception {
    try (TestServer server = new TestServer(Map.of())) {
      AtomicBoolean done = new AtomicBoolean();
      List<Future<Integer>> clients = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        clients.add(threads.submit(() -> requestsUntil(done, server)));
      }
      int abuses = 0;
      for (int i = 0; i < 60; i++) {
        Generation generation = new Generation();
        server.with(generation);
        Thread.sleep(30);
        server.applications.removeApplication(generation);
        generation.gone.set(true);
        Thread.sleep(10L * (i % 3));
        abuses += generation.abuses.get();
      }
      server.with(new Generation());
      done.set(true);
      int served = 0;
      for (Future<Integer> client : clients) {
        served += client.get();
      }
      assertThat(abuses).isZero();
      assertThat(served).isGreaterThan(1000);
    }
  }

  private static int requestsUntil(AtomicBoolean done, TestServer server) throws IOException {
    int count = 0;
    try (RawClient client = server.connect()) {
      while (!done.get()) {
        assertThat(client.get("/b/k").response()).endsWith("served");
        count++;
      }
    }
    return count;
  }

  @Test
  public void leavingWaitsForRequestsUnderWay() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    Application slow =
        (request, response, callback) -> {
          begun.countDown();
          release.await();
          return Applications.answer(response, callback, "old");
        };
    try (TestServer server = new TestServer(Map.of()).with(slow);
        RawClient first = server.connect();
        RawClient second = server.connect()) {
      first.get("/b");
      begun.await();
      Future<?> leaving = threads.submit(() -> server.applications.removeApplication(slow));
      Thread.sleep(50);
      assertThat(leaving.isDone()).isFalse();
      second.get("/b");
      Thread.sleep(50);
      server.with(Applications.saying("new"));
      assertThat(second.response()).endsWith("new");
      release.countDown();
      assertThat(first.response()).endsWith("old");
      leaving.get();
    }
  }

  @Test
  public void whatTakesTooLongIsCut() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    Application endless =
        (request, response, callback) -> {
          begun.countDown();
          request.read();
          try (var body = Content.Source.asInputStream(request)) {
            body.readAllBytes();
          }
          return Applications.answer(response, callback, "whole");
        };
    try (TestServer server =
            new TestServer(Map.of(), Map.of(), Duration.ofMillis(100)).with(endless);
        RawClient client = server.connect()) {
      client.send("PUT /b HTTP/1.1\r\nHost: h\r\nContent-Length: 10\r\n\r\nabc");
      begun.await();
      long start = System.nanoTime();
      server.applications.removeApplication(endless);
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
      assertThat(client.all()).doesNotContain("200");
    }
  }

  @Test
  public void waitingEndsWith503() throws Exception {
    try (TestServer server = new TestServer(Map.of("waitMillis", 100, "waitersMax", 2));
        ManyClients clients = new ManyClients(server, 4)) {
      clients.get("/b/k");
      assertThat(clients.responses())
          .allMatch(response -> response.startsWith("HTTP/1.1 503 "))
          .allMatch(response -> response.contains("Retry-After: 1\r\n"));
    }
  }

  @Test
  public void waitingNotAtAllEndsWith503() throws Exception {
    try (TestServer server = new TestServer(Map.of("waitMillis", 0));
        RawClient client = server.connect()) {
      for (int i = 0; i < 100; i++) {
        assertThat(client.get("/b/k").response()).startsWith("HTTP/1.1 503 ");
      }
    }
  }

  @Test
  public void moreThanMayWaitAreRefusedAtOnce() throws Exception {
    try (TestServer server = new TestServer(Map.of("waitMillis", 60_000, "waitersMax", 1));
        RawClient first = server.connect();
        RawClient second = server.connect()) {
      first.get("/b/k");
      Thread.sleep(50);
      assertThat(second.get("/b/k").response()).startsWith("HTTP/1.1 503 ");
      server.with(Applications.saying("late"));
      assertThat(first.response()).endsWith("late");
    }
  }

  @Test
  public void waitersHoldNoThread() throws Exception {
    Map<String, Integer> shared = Map.of("threadsMax", 16);
    try (TestServer server = new TestServer(Map.of(), shared, Duration.ZERO);
        ManyClients clients = new ManyClients(server, 100)) {
      clients.get("/b/k");
      server.with(Applications.saying("own"), "/-/own");
      try (RawClient other = server.connect()) {
        assertThat(other.get("/-/own").response()).endsWith("own");
        assertThat(other.get("/-/none").response()).startsWith("HTTP/1.1 404 ");
      }
      server.with(Applications.saying("late"));
      assertThat(clients.responses()).allMatch(response -> response.endsWith("late"));
    }
  }

  @Test
  public void anApplicationThatDeclinesIs404() throws Exception {
    try (TestServer server = new TestServer(Map.of()).with((req, res, callback) -> false);
        RawClient client = server.connect()) {
      assertThat(client.get("/b").response()).startsWith("HTTP/1.1 404 ");
    }
  }
}

package org.mucura.itests;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.mucura.wire.sigv4.RequestSigner;
import org.mucura.wire.sigv4.SignableRequest;

/** Clients that write, read back and delete objects until they are closed; none tries again. */
final class Load implements AutoCloseable {

  private static final int CLIENTS = 6;
  private static final Duration REQUEST_MAX = Duration.ofSeconds(20);
  private static final Duration PROGRESS_MAX = Duration.ofSeconds(60);

  private final URI endpoint;
  private final RequestSigner signer;
  private final HttpClient http = HttpClient.newHttpClient();
  private final AtomicLong requests = new AtomicLong();
  private final Queue<String> failures = new ConcurrentLinkedQueue<>();
  private final List<Thread> clients = new ArrayList<>();
  private volatile boolean going = true;

  Load(URI endpoint, RequestSigner signer, String bucket) throws Exception {
    this.endpoint = endpoint;
    this.signer = signer;
    expect(200, send("PUT", "/" + bucket, new byte[0]));
    for (int i = 0; i < CLIENTS; i++) {
      String key = "/" + bucket + "/client-" + i;
      Thread client = new Thread(() -> run(key));
      client.start();
      clients.add(client);
    }
  }

  private void run(String key) {
    byte[] body = new byte[8192];
    for (byte turn = 0; going; turn++) {
      Arrays.fill(body, turn);
      try {
        expect(200, send("PUT", key, body));
        HttpResponse<byte[]> read = send("GET", key, new byte[0]);
        expect(200, read);
        if (!Arrays.equals(read.body(), body)) {
          failures.add("GET " + key + ": other bytes than were put");
        }
        expect(204, send("DELETE", key, new byte[0]));
      } catch (IOException e) {
        failures.add(key + ": " + e);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private HttpResponse<byte[]> send(String method, String path, byte[] body)
      throws IOException, InterruptedException {
    SignableRequest request =
        new SignableRequest(method, path, Map.of("host", List.of(endpoint.getAuthority())));
    String target = signer.presign(request, Instant.now(), Duration.ofMinutes(5));
    return http.send(
        HttpRequest.newBuilder(endpoint.resolve(target))
            .method(method, BodyPublishers.ofByteArray(body))
            .timeout(REQUEST_MAX)
            .build(),
        BodyHandlers.ofByteArray());
  }

  private void expect(int status, HttpResponse<byte[]> response) {
    requests.incrementAndGet();
    if (response.statusCode() != status) {
      failures.add(
          response + ": " + new String(response.body(), java.nio.charset.StandardCharsets.UTF_8));
    }
  }

  /** Waits until so many further requests were answered. */
  void awaitRequests(int number) throws InterruptedException {
    long target = requests.get() + number;
    long end = System.nanoTime() + PROGRESS_MAX.toNanos();
    while (requests.get() < target) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("no progress; failures: " + failures);
      }
      Thread.sleep(10);
    }
  }

  Queue<String> failures() {
    return failures;
  }

  @Override
  public void close() {
    going = false;
    try {
      for (Thread client : clients) {
        client.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

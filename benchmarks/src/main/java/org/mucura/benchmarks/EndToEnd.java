package org.mucura.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.mucura.wire.sigv4.RequestSigner;

/**
 * Operations per second and server processor time per operation, from outside: real requests on
 * real sockets, from as many threads as there are clients.
 */
public final class EndToEnd {

  /** Objects that each client writes and then reads in turn. */
  private static final int KEYS = 200;

  private final URI endpoint;
  private final RequestSigner signer;
  private final ServerCpu server;
  private final int clients;
  private final long nanos;

  private EndToEnd(URI endpoint, ServerCpu server, int clients, int seconds) {
    this.endpoint = endpoint;
    this.server = server;
    this.clients = clients;
    nanos = TimeUnit.SECONDS.toNanos(seconds);
    signer =
        new RequestSigner(
            environment("AWS_ACCESS_KEY_ID"),
            environment("AWS_SECRET_ACCESS_KEY"),
            environment("AWS_REGION"),
            "s3");
  }

  /**
   * Arguments: label, endpoint, bucket, process id of the server, clients, seconds a measurement.
   */
  public static void main(String[] arguments) throws Exception {
    EndToEnd run =
        new EndToEnd(
            URI.create(arguments[1]),
            new ServerCpu(Long.parseLong(arguments[3])),
            Integer.parseInt(arguments[4]),
            Integer.parseInt(arguments[5]));
    String bucket = "/" + arguments[2];
    for (int size : new int[] {4 * 1024, 1024 * 1024}) {
      for (String method : new String[] {"PUT", "GET"}) {
        run.measure(method, size, bucket); // warm, and written at all
        System.out.printf(
            Locale.ROOT,
            "%-8s %s %7d B  %s%n",
            arguments[0],
            method,
            size,
            run.measure(method, size, bucket));
      }
    }
  }

  private record Result(long operations, double seconds, long cpuMicros, long p50, long p99) {
    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "%8.0f op/s  %7.0f us CPU/op  p50 %6d us  p99 %6d us",
          operations / seconds,
          (double) cpuMicros / operations,
          p50,
          p99);
    }
  }

  private Result measure(String method, int size, String bucket) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(clients);
    try {
      long cpu = server.micros();
      long start = System.nanoTime();
      List<Future<List<Long>>> running = new ArrayList<>();
      for (int client = 0; client < clients; client++) {
        String folder = bucket + "/" + size + "/" + client + "/";
        running.add(threads.submit(() -> one(new Load(endpoint, signer, method, size), folder)));
      }
      List<Long> latencies = new ArrayList<>();
      for (Future<List<Long>> client : running) {
        latencies.addAll(client.get());
      }
      double seconds = (System.nanoTime() - start) / 1e9;
      long[] sorted = latencies.stream().mapToLong(Long::longValue).sorted().toArray();
      return new Result(
          sorted.length,
          seconds,
          server.micros() - cpu,
          sorted[sorted.length / 2],
          sorted[sorted.length * 99 / 100]);
    } finally {
      threads.shutdownNow();
    }
  }

  private List<Long> one(Load load, String folder) throws IOException {
    List<Long> latencies = new ArrayList<>();
    Random random = new Random(folder.hashCode());
    long end = System.nanoTime() + nanos;
    try (Connection connection = new Connection(endpoint)) {
      for (int i = 0; i < KEYS || System.nanoTime() < end; i++) {
        long begin = System.nanoTime();
        load.send(connection, folder + (i < KEYS ? i : random.nextInt(KEYS)));
        latencies.add(TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - begin));
      }
    }
    return latencies;
  }

  private static String environment(String name) {
    String value = System.getenv(name);
    if (value == null) {
      throw new IllegalArgumentException(name + " is not set");
    }
    return value;
  }
}

package org.mucura.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Clients that do one work at an endpoint for some time, one operation after the other each. */
final class Load {

  private final Endpoint endpoint;
  private final Suite.Measured measured;
  private final int round;
  private final long nanos;
  private final AtomicInteger next = new AtomicInteger();

  Load(Endpoint endpoint, Suite.Measured measured, int round, int seconds) {
    this.endpoint = endpoint;
    this.measured = measured;
    this.round = round;
    nanos = TimeUnit.SECONDS.toNanos(seconds);
  }

  private record Done(List<Long> latencies, long bytes) {}

  /** Makes ready, then runs and measures. */
  Measurement run() throws Exception {
    try (Client client = new Client(endpoint)) {
      measured.work().prepare(client, round);
    }
    ExecutorService threads = Executors.newFixedThreadPool(measured.clients());
    try {
      long cpu = endpoint.process().cpuMicros();
      long start = System.nanoTime();
      List<Future<Done>> running = new ArrayList<>();
      for (int i = 0; i < measured.clients(); i++) {
        running.add(threads.submit(this::one));
      }
      List<Long> latencies = new ArrayList<>();
      long bytes = 0;
      for (Future<Done> done : running) {
        latencies.addAll(done.get().latencies());
        bytes += done.get().bytes();
      }
      double seconds = (System.nanoTime() - start) / 1e9;
      long[] all = latencies.stream().mapToLong(Long::longValue).toArray();
      return Measurement.of(all, seconds, bytes, endpoint.process().cpuMicros() - cpu);
    } finally {
      threads.shutdownNow();
    }
  }

  private Done one() throws Exception {
    List<Long> latencies = new ArrayList<>();
    long bytes = 0;
    long end = System.nanoTime() + nanos;
    try (Client client = new Client(endpoint)) {
      int index = next.getAndIncrement();
      while (index < measured.work().limit() && System.nanoTime() < end) {
        long begin = System.nanoTime();
        bytes += measured.work().run(client, new Work.Turn(round, index));
        latencies.add(TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - begin));
        index = next.getAndIncrement();
      }
    }
    return new Done(latencies, bytes);
  }
}

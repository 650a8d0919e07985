package org.mucura.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;

/** Clients that do one work at an endpoint for some time, one operation after the other each. */
final class Load {

  private static final ServerProcess SELF = new ServerProcess(ProcessHandle.current().pid());

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

  private record Done(LongStream latencies, long bytes) {}

  /** Makes ready, then runs and measures. */
  Measurement run() throws Exception {
    measured.work().prepare(new Crowd(endpoint), round);
    ExecutorService threads = Executors.newFixedThreadPool(measured.clients());
    try {
      long server = endpoint.process().cpuMicros();
      long client = SELF.cpuMicros();
      long start = System.nanoTime();
      List<Future<Done>> running = new ArrayList<>();
      for (int i = 0; i < measured.clients(); i++) {
        running.add(threads.submit(this::one));
      }
      List<Done> done = new ArrayList<>();
      for (Future<Done> each : running) {
        done.add(each.get());
      }
      double seconds = (System.nanoTime() - start) / 1e9;
      Measurement.Cpu cpu =
          new Measurement.Cpu(endpoint.process().cpuMicros() - server, SELF.cpuMicros() - client);
      return measurement(done, seconds, cpu);
    } finally {
      threads.shutdownNow();
    }
  }

  private static Measurement measurement(List<Done> done, double seconds, Measurement.Cpu cpu) {
    long[] latencies = done.stream().flatMapToLong(Done::latencies).toArray();
    long bytes = done.stream().mapToLong(Done::bytes).sum();
    return new Measurement(
        latencies.length, seconds, bytes, cpu, Measurement.Latency.of(latencies));
  }

  private Done one() throws Exception {
    LongStream.Builder latencies = LongStream.builder();
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
    return new Done(latencies.build(), bytes);
  }
}

package org.mucura.benchmarks;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * What one round of a work gave.
 *
 * @param cpuMicros of the server
 * @param p50 of the latency, in microseconds, as the other one
 */
record Measurement(
    long operations, double seconds, long bytes, long cpuMicros, long p50, long p99) {

  /** From the latencies of all operations, in microseconds. */
  static Measurement of(long[] latencies, double seconds, long bytes, long cpuMicros) {
    Arrays.sort(latencies);
    int last = latencies.length - 1;
    return new Measurement(
        latencies.length,
        seconds,
        bytes,
        cpuMicros,
        latencies[last / 2],
        latencies[(int) (last * 0.99)]);
  }

  double perSecond() {
    return operations / seconds;
  }

  double megabytesPerSecond() {
    return bytes / seconds / 1e6;
  }

  double cpuMillis() {
    return cpuMicros / 1e3 / operations;
  }

  /** The medians of all rounds as a line of the table. */
  static String row(List<Measurement> rounds) {
    return String.format(
        Locale.ROOT,
        "%9.0f %9.1f %9.2f %9.2f %10.3f",
        median(rounds, Measurement::perSecond),
        median(rounds, Measurement::megabytesPerSecond),
        median(rounds, round -> round.p50 / 1e3),
        median(rounds, round -> round.p99 / 1e3),
        median(rounds, Measurement::cpuMillis));
  }

  /** As JSON. */
  String json() {
    return String.format(
        Locale.ROOT,
        "{\"operations\":%d,\"seconds\":%.3f,\"bytes\":%d,\"cpuMicros\":%d,\"p50Micros\":%d,"
            + "\"p99Micros\":%d}",
        operations,
        seconds,
        bytes,
        cpuMicros,
        p50,
        p99);
  }

  private static double median(List<Measurement> rounds, ToDoubleFunction<Measurement> figure) {
    double[] sorted = rounds.stream().mapToDouble(figure).sorted().toArray();
    return sorted[sorted.length / 2];
  }
}

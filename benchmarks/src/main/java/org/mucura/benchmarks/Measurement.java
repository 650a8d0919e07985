package org.mucura.benchmarks;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * What one round of a work gave.
 *
 * @param operations how many there were
 * @param seconds how long they took together
 * @param bytes of contents that were moved
 */
record Measurement(long operations, double seconds, long bytes, Cpu cpu, Latency latency) {

  /**
   * Processor time, in microseconds.
   *
   * @param server of the measured process
   * @param client of all clients, which are this process
   */
  record Cpu(long server, long client) {}

  /** Of one operation, as the client saw it, in microseconds. */
  record Latency(long p50, long p99) {

    /** Of all that were measured, in any order. */
    static Latency of(long[] all) {
      long[] sorted = all.clone();
      Arrays.sort(sorted);
      return new Latency(rank(sorted, 0.5), rank(sorted, 0.99));
    }

    /** The least one that so great a part of all does not exceed. */
    private static long rank(long[] sorted, double part) {
      return sorted[(int) Math.ceil(sorted.length * part) - 1];
    }
  }

  private double perSecond() {
    return operations / seconds;
  }

  private double megabytesPerSecond() {
    return bytes / seconds / 1e6;
  }

  private double cpuMillis() {
    return cpu.server() / 1e3 / operations;
  }

  /** What stands above {@link #row}. */
  static String heading() {
    return String.format("%9s %9s %9s %9s %10s", "op/s", "MB/s", "p50 ms", "p99 ms", "CPU ms/op");
  }

  /** The medians of all rounds as a line of the table. */
  static String row(List<Measurement> rounds) {
    return String.format(
        Locale.ROOT,
        "%9.1f %9.1f %9.2f %9.2f %10.3f",
        median(rounds, Measurement::perSecond),
        median(rounds, Measurement::megabytesPerSecond),
        median(rounds, round -> round.latency.p50() / 1e3),
        median(rounds, round -> round.latency.p99() / 1e3),
        median(rounds, Measurement::cpuMillis));
  }

  /** As JSON. */
  String json() {
    return String.format(
        Locale.ROOT,
        "{\"operations\":%d,\"seconds\":%.3f,\"bytes\":%d,\"p50Micros\":%d,\"p99Micros\":%d,"
            + "\"serverCpuMicros\":%d,\"clientCpuMicros\":%d}",
        operations,
        seconds,
        bytes,
        latency.p50(),
        latency.p99(),
        cpu.server(),
        cpu.client());
  }

  private static double median(List<Measurement> rounds, ToDoubleFunction<Measurement> figure) {
    double[] sorted = rounds.stream().mapToDouble(figure).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}

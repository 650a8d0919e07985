package org.mucura.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** All that was measured, as a table that grows and as JSON. */
final class Report {

  private final Map<Cell, List<Measurement>> results = new LinkedHashMap<>();
  private final Map<String, Long> peaksKib = new LinkedHashMap<>();

  private record Cell(String work, String server) {}

  void heading() {
    System.out.printf("%-28s %-10s %s%n", "", "", Measurement.heading());
  }

  void add(Suite.Measured measured, Endpoint endpoint, Measurement round) {
    results
        .computeIfAbsent(new Cell(measured.name(), endpoint.name()), cell -> new ArrayList<>())
        .add(round);
  }

  /** Prints the line of a work at a server. */
  void row(Suite.Measured measured, Endpoint endpoint) {
    List<Measurement> rounds =
        results.getOrDefault(new Cell(measured.name(), endpoint.name()), List.of());
    if (!rounds.isEmpty()) {
      System.out.printf(
          "%-28s %-10s %s%n", measured.name(), endpoint.name(), Measurement.row(rounds));
    }
  }

  /** Prints the most memory that a server ever had. */
  void peak(Endpoint endpoint, long kib) {
    peaksKib.put(endpoint.name(), kib);
    System.out.printf(
        Locale.ROOT, "%-28s %-10s %9.0f MB%n", "peak memory", endpoint.name(), kib * 1024 / 1e6);
  }

  String json() {
    String works = results.entrySet().stream().map(Report::json).collect(Collectors.joining(",\n"));
    String peaks =
        peaksKib.entrySet().stream()
            .map(peak -> "%s:%d".formatted(quoted(peak.getKey()), peak.getValue()))
            .collect(Collectors.joining(","));
    return "{\"works\":[\n" + works + "],\n\"peakMemoryKiB\":{" + peaks + "}}\n";
  }

  private static String json(Map.Entry<Cell, List<Measurement>> result) {
    String rounds =
        result.getValue().stream().map(Measurement::json).collect(Collectors.joining(","));
    Cell cell = result.getKey();
    return "{\"work\":%s,\"server\":%s,\"rounds\":[%s]}"
        .formatted(quoted(cell.work()), quoted(cell.server()), rounds);
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}

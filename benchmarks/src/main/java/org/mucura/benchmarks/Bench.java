package org.mucura.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Measures S3 servers side by side: the same work by the same clients, one server after the other
 * in each round, so that what the machine does besides hits all of them. Round 0 warms up and is
 * not shown; the table has the medians of the others.
 */
public final class Bench {

  private final List<Endpoint> endpoints = new ArrayList<>();
  private final Map<String, List<Measurement>> results = new LinkedHashMap<>();
  private List<Suite.Measured> suite = Suite.brief();
  private Pattern only = Pattern.compile("");
  private int rounds = 3;
  private int seconds = 4;

  private Bench() {}

  /**
   * Options: {@code --full}, {@code --only REGEX}, {@code --rounds N}, {@code --seconds N}, {@code
   * --json FILE}; then endpoints, see {@link Endpoint#parse}.
   */
  public static void main(String[] arguments) throws Exception {
    Bench bench = new Bench();
    Path json = null;
    for (int i = 0; i < arguments.length; i++) {
      switch (arguments[i]) {
        case "--full" -> bench.suite = Suite.full();
        case "--only" -> bench.only = Pattern.compile(arguments[++i]);
        case "--rounds" -> bench.rounds = Integer.parseInt(arguments[++i]);
        case "--seconds" -> bench.seconds = Integer.parseInt(arguments[++i]);
        case "--json" -> json = Path.of(arguments[++i]);
        default -> bench.endpoints.add(Endpoint.parse(arguments[i]));
      }
    }
    bench.run();
    if (json != null) {
      Files.writeString(json, bench.json());
    }
  }

  private void run() throws Exception {
    for (Endpoint endpoint : endpoints) {
      try (Client client = new Client(endpoint)) {
        client.create(Suite.BUCKET);
      }
    }
    List<Suite.Measured> chosen =
        suite.stream().filter(measured -> only.matcher(measured.name()).find()).toList();
    System.out.printf(
        "%-26s %-10s %9s %9s %9s %9s %10s%n",
        "", "", "op/s", "MB/s", "p50 ms", "p99 ms", "CPU ms/op");
    for (Suite.Measured measured : chosen) {
      measure(measured);
    }
    for (Endpoint endpoint : endpoints) {
      System.out.printf(
          "peak memory %-24s %9d MiB%n", endpoint.name(), endpoint.process().peakKib() / 1024);
    }
  }

  private void measure(Suite.Measured measured) throws Exception {
    List<Endpoint> able =
        endpoints.stream().filter(one -> one.works().matcher(measured.name()).find()).toList();
    for (int round = 0; round <= rounds; round++) {
      for (Endpoint endpoint : able) {
        Measurement result = new Load(endpoint, measured, round, seconds).run();
        if (round > 0) {
          results.computeIfAbsent(name(measured, endpoint), n -> new ArrayList<>()).add(result);
        }
      }
    }
    for (Endpoint endpoint : able) {
      System.out.printf(
          "%-26s %-10s %s%n",
          measured.name(),
          endpoint.name(),
          Measurement.row(results.getOrDefault(name(measured, endpoint), List.of())));
    }
  }

  private static String name(Suite.Measured measured, Endpoint endpoint) {
    return measured.name() + "\",\"server\":\"" + endpoint.name();
  }

  private String json() throws IOException {
    return results.entrySet().stream()
        .map(
            entry ->
                "{\"work\":\""
                    + entry.getKey()
                    + "\",\"rounds\":"
                    + entry.getValue().stream()
                        .map(Measurement::json)
                        .collect(Collectors.joining(",", "[", "]"))
                    + "}")
        .collect(Collectors.joining(",\n", "[", "]\n"));
  }
}

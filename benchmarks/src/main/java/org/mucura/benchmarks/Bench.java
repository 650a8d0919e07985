package org.mucura.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures S3 servers side by side: the same work by the same clients, one server after the other
 * in each round, so that what the machine does besides hits all of them. Before the first round
 * every work is done once at every server, which warms them up, and what came of it is compared.
 */
public final class Bench {

  private final Options options;
  private final Report report = new Report();

  private Bench(Options options) {
    this.options = options;
  }

  /** Takes {@link Options}; fails if any request fails or gives what is not right. */
  public static void main(String[] arguments) throws Exception {
    new Bench(Options.parse(arguments)).run();
  }

  private void run() throws Exception {
    Map<Suite.Measured, List<Endpoint>> able = warmUp();
    report.heading();
    for (Map.Entry<Suite.Measured, List<Endpoint>> each : able.entrySet()) {
      for (int round = 1; round <= options.rounds(); round++) {
        for (Endpoint endpoint : each.getValue()) {
          report.add(each.getKey(), endpoint, turn(each.getKey(), endpoint, round));
        }
      }
      each.getValue().forEach(endpoint -> report.row(each.getKey(), endpoint));
    }
    for (Endpoint endpoint : options.endpoints()) {
      report.peak(endpoint, endpoint.process().peakKib());
    }
    if (options.json().isPresent()) {
      Files.writeString(options.json().get(), report.json());
    }
  }

  /** Round 0; gives which server does what. */
  private Map<Suite.Measured, List<Endpoint>> warmUp() throws Exception {
    Map<Suite.Measured, List<Endpoint>> able = new LinkedHashMap<>();
    for (Endpoint endpoint : options.endpoints()) {
      new Crowd(endpoint).once((client, i) -> client.create(Suite.BUCKET));
    }
    for (Suite.Measured measured : options.suite()) {
      List<Endpoint> those = able(measured);
      able.put(measured, those);
      for (Endpoint endpoint : those) {
        System.err.println("warming up: " + measured.name() + ", " + endpoint.name());
        turn(measured, endpoint, 0);
        measured.work().check(new Crowd(endpoint));
      }
    }
    return able;
  }

  private List<Endpoint> able(Suite.Measured measured) throws IOException {
    List<Endpoint> able = new ArrayList<>();
    for (Endpoint endpoint : options.endpoints()) {
      if (endpoint.works().matcher(measured.name()).find()) {
        new Crowd(endpoint)
            .once(
                (client, i) -> {
                  if (measured.work().able(client)) {
                    able.add(endpoint);
                  }
                });
      }
    }
    return able;
  }

  private Measurement turn(Suite.Measured measured, Endpoint endpoint, int round) throws Exception {
    Measurement result = new Load(endpoint, measured, round, options.seconds()).run();
    if (options.settle().isPresent()) {
      settle(options.settle().get());
    }
    return result;
  }

  private static void settle(Path folder) throws IOException, InterruptedException {
    int code = new ProcessBuilder("sync", "-f", folder.toString()).inheritIO().start().waitFor();
    if (code != 0) {
      throw new IOException("sync ended with " + code);
    }
  }
}

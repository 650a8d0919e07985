package org.mucura.monitoring.health;

import java.util.List;
import java.util.Optional;

/**
 * What was found.
 *
 * @param results in the order in which they were looked at
 */
public record HealthReport(List<Result> results) {

  public HealthReport {
    results = List.copyOf(results);
  }

  /**
   * How one thing is.
   *
   * @param fault what is wrong; empty if all is well
   */
  public record Result(String name, Optional<String> fault) {}

  /** Whether requests can be served. */
  public boolean isReady() {
    return results.stream().allMatch(result -> result.fault().isEmpty());
  }
}

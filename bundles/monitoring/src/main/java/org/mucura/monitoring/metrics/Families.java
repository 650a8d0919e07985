package org.mucura.monitoring.metrics;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.LinkedHashMap;
import java.util.Map;

/** Numbers of one moment, by name. Without one there is no family of that name. */
final class Families {

  private final Map<String, GaugeSnapshot.Builder> gauges = new LinkedHashMap<>();
  private final Map<String, CounterSnapshot.Builder> counters = new LinkedHashMap<>();

  /**
   * A number that goes up and down.
   *
   * @param labels names and values, in turns
   */
  void gauge(String name, String help, long value, String... labels) {
    gauges
        .computeIfAbsent(name, first -> GaugeSnapshot.builder().name(name).help(help))
        .dataPoint(
            GaugeDataPointSnapshot.builder()
                .value((double) value)
                .labels(Labels.of(labels))
                .build());
  }

  /**
   * A number that only goes up.
   *
   * @param name without the {@code _total} at its end
   */
  void counter(String name, String help, long value, String... labels) {
    counters
        .computeIfAbsent(name, first -> CounterSnapshot.builder().name(name).help(help))
        .dataPoint(
            CounterDataPointSnapshot.builder()
                .value((double) value)
                .labels(Labels.of(labels))
                .build());
  }

  MetricSnapshots all() {
    MetricSnapshots.Builder all = MetricSnapshots.builder();
    gauges.values().forEach(family -> all.metricSnapshot(family.build()));
    counters.values().forEach(family -> all.metricSnapshot(family.build()));
    return all.build();
  }
}

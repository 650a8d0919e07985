package org.mucura.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.Test;

public class MeasurementTest {

  @Test
  public void percentilesAreLatenciesThatWereMeasured() {
    long[] descending = LongStream.rangeClosed(1, 200).map(i -> 201 - i).toArray();
    assertThat(Measurement.Latency.of(descending)).isEqualTo(new Measurement.Latency(100, 198));
    assertThat(Measurement.Latency.of(new long[] {7})).isEqualTo(new Measurement.Latency(7, 7));
  }

  @Test
  public void theTableHasTheMedianOfEachColumn() {
    List<Measurement> rounds =
        List.of(measurement(100, 9_000), measurement(300, 2_000), measurement(200, 5_000));
    assertThat(Measurement.row(rounds).trim().split(" +", -1))
        .containsExactly("100.0", "2.0", "5.00", "10.00", "0.250");
  }

  /** Of two seconds. */
  private static Measurement measurement(long operations, long p50) {
    return new Measurement(
        operations,
        2,
        operations * 20_000,
        new Measurement.Cpu(50_000, 0),
        new Measurement.Latency(p50, 2 * p50));
  }
}

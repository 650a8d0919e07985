package org.mucura.monitoring.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.Test;
import org.mucura.http.ExchangeNotes;
import org.mucura.monitoring.Exchanges;

/** Clocks that differ are noticed, and whose is likely to be wrong. */
public class ClockSkewTest {

  private static final Instant NOW = Exchanges.BEGIN;
  private static final Duration HOUR = Duration.ofHours(1);

  private final ClockSkew skew = new ClockSkew();

  @Test
  public void aRefusedClientIsNoticed() {
    ExchangeNotes notes = Exchanges.notes();
    skew.ended(Exchanges.ended(notes, 403));
    assertThat(skew.status(NOW)).isEqualTo(new ClockSkew.Status(0, 0, false));
    notes.clientTime(NOW.minusSeconds(3600));
    skew.ended(Exchanges.ended(notes, 403));
    assertThat(skew.status(NOW)).isEqualTo(new ClockSkew.Status(1, -3600, false));
  }

  @Test
  public void severalClientsThatDifferAlikeSpeakAgainstTheGatewaysClock() {
    assertThat(skew.saw("10.0.0.1", HOUR, NOW))
        .hasValueSatisfying(
            line ->
                assertThat(line)
                    .contains("client 10.0.0.1 is 3600 s ahead of")
                    .doesNotContain("own"));
    assertThat(skew.saw("10.0.0.2", HOUR.plusSeconds(30), NOW)).isEmpty();
    assertThat(skew.saw("10.0.0.2", HOUR.plusSeconds(30), NOW)).isEmpty();
    assertThat(skew.status(NOW).ownClockDoubtful()).isFalse();
    // that does not wait for its turn
    assertThat(skew.saw("10.0.0.3", HOUR.minusSeconds(30), NOW))
        .hasValueSatisfying(line -> assertThat(line).contains("this gateway's own clock is wrong"));
    assertThat(skew.saw("10.0.0.4", HOUR, NOW)).isEmpty();
    assertThat(skew.saw("10.0.0.4", HOUR, NOW.plusSeconds(301))).isPresent();
    assertThat(skew.status(NOW).ownClockDoubtful()).isTrue();
  }

  @Test
  public void severalClientsThatDifferInTheirOwnWaysDoNot() {
    for (int i = 1; i <= 10; i++) {
      assertThat(skew.saw("10.0.0." + i, Duration.ofHours(i), NOW).isPresent()).isEqualTo(i == 1);
    }
    assertThat(skew.status(NOW)).isEqualTo(new ClockSkew.Status(10, 36_000, false));
  }

  @Test
  public void whatIsLongAgoIsForgottenAndNotTooMuchIsRemembered() {
    for (int i = 0; i < 10_000; i++) {
      var unused = skew.saw("client " + i, HOUR, NOW);
    }
    assertThat(skew.status(NOW).clients()).isEqualTo(256);
    assertThat(skew.status(NOW.plus(Duration.ofHours(1))).clients()).isZero();
  }
}

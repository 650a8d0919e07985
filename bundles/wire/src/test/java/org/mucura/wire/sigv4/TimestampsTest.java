package org.mucura.wire.sigv4;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.Test;

public final class TimestampsTest {

  private static final Instant TIME = Instant.parse("2024-02-29T23:59:58Z");

  @Test
  public void readsWhatItWrites() {
    assertThat(Timestamps.format(TIME)).isEqualTo("20240229T235958Z");
    assertThat(Timestamps.parse("20240229T235958Z")).contains(TIME);
    assertThat(Timestamps.format(LocalDate.of(2024, 2, 29))).isEqualTo("20240229");
    assertThat(Timestamps.parseDate("20240229")).contains(LocalDate.of(2024, 2, 29));
  }

  @Test
  public void theDateHeaderHasTwoForms() {
    assertThat(Timestamps.parseDateHeader("Thu, 29 Feb 2024 23:59:58 GMT")).contains(TIME);
    assertThat(Timestamps.parseDateHeader("20240229T235958Z")).contains(TIME);
    assertThat(Timestamps.parse("Thu, 29 Feb 2024 23:59:58 GMT")).isEmpty();
  }

  @Test
  public void isStrict() {
    for (String malformed :
        List.of(
            "",
            "20230229T000000Z",
            "20240229T235960Z",
            "20240229T235958",
            "20240229t235958z",
            "+20240229T235958Z",
            "120240229T235958Z",
            "2024-02-29T23:59:58Z",
            " 20240229T235958Z",
            "Fri, 31 Dec 9999 23:59:59 -0100",
            "Sat, 01 Jan 0000 00:00:00 +0100",
            "٢٠٢٤0229T235958Z")) {
      assertThat(Timestamps.parseDateHeader(malformed)).as(malformed).isEmpty();
    }
  }
}

package org.mucura.monitoring.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.Test;
import org.mucura.http.ExchangeNotes;
import org.mucura.monitoring.Exchanges;

/** Every exchange is counted, by what it was and what became of it. */
public class RequestMetersTest {

  private final RequestMeters meters = new RequestMeters();

  @Test
  public void exchangesAreCountedTimedAndMeasured() {
    ended("GetObject", "", 200);
    ended("GetObject", "", 200);
    ended("GetObject", "NoSuchKey", 404);
    assertThat(meters.registry().scrape())
        .contains(
            "mucura_requests_total{code=\"OK\",operation=\"GetObject\",status=\"200\"} 2.0",
            "mucura_requests_total{code=\"NoSuchKey\",operation=\"GetObject\",status=\"404\"} 1.0",
            "mucura_request_duration_seconds_bucket{operation=\"GetObject\",le=\"0.0025\"} 3",
            "mucura_request_duration_seconds_bucket{operation=\"GetObject\",le=\"0.001\"} 0",
            "mucura_request_duration_seconds_count{operation=\"GetObject\"} 3",
            "mucura_received_bytes_total{operation=\"GetObject\"} 9.0",
            "mucura_sent_bytes_total{operation=\"GetObject\"} 15.0");
  }

  @Test
  public void whatIsNoOperationCountsToo() {
    ended("", "BadRequest", 400);
    ExchangeNotes cut = Exchanges.notes();
    cut.cut();
    meters.ended(Exchanges.ended(cut, 200));
    assertThat(meters.registry().scrape())
        .contains(
            "mucura_requests_total{code=\"BadRequest\",operation=\"none\",status=\"400\"} 1.0",
            "mucura_requests_total{code=\"Cut\",operation=\"none\",status=\"200\"} 1.0");
  }

  @Test
  public void clocksThatDifferCount() {
    ExchangeNotes notes = Exchanges.notes();
    notes.clientTime(Exchanges.BEGIN.plusSeconds(3600));
    meters.ended(Exchanges.ended(notes, 403));
    assertThat(meters.registry().scrape()).contains("mucura_requests_skewed_total 1.0");
  }

  private void ended(String operation, String error, int status) {
    ExchangeNotes notes = Exchanges.notes();
    notes.operation(operation);
    notes.error(error);
    meters.ended(Exchanges.ended(notes, status));
  }
}

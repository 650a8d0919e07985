package org.mucura.monitoring;

import java.time.Instant;
import org.mucura.http.EndedExchange;
import org.mucura.http.ExchangeNotes;

/** Exchanges that have ended, for tests. */
public final class Exchanges {

  public static final Instant BEGIN = Instant.parse("2026-11-27T10:00:00.125Z");

  private Exchanges() {}

  /** Notes of a request of which nothing is known yet. */
  public static ExchangeNotes notes() {
    return new ExchangeNotes();
  }

  public static EndedExchange ended(ExchangeNotes notes, int status) {
    return ended(notes, status, "127.0.0.1", "agent/1");
  }

  public static EndedExchange ended(
      ExchangeNotes notes, int status, String remote, String userAgent) {
    return new EndedExchange(notes, "s3", remote, "GET", userAgent, status, 3, 5, BEGIN, 1_234_567);
  }
}

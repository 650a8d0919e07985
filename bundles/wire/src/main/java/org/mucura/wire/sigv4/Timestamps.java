package org.mucura.wire.sigv4;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Optional;

/** Times as Signature Version 4 writes them: {@code 20130524T000000Z}, in whole seconds of UTC. */
public final class Timestamps {

  private static final DateTimeFormatter LONG = strict("uuuuMMdd'T'HHmmss'Z'");
  private static final DateTimeFormatter DATE = strict("uuuuMMdd");
  private static final DateTimeFormatter HTTP =
      DateTimeFormatter.RFC_1123_DATE_TIME.withZone(ZoneOffset.UTC);

  private Timestamps() {}

  private static DateTimeFormatter strict(String pattern) {
    return DateTimeFormatter.ofPattern(pattern)
        .withResolverStyle(ResolverStyle.STRICT)
        .withZone(ZoneOffset.UTC);
  }

  /** For instance {@code 20130524T000000Z}; the years 0 to 9999. */
  public static String format(Instant time) {
    return LONG.format(time);
  }

  /** For instance {@code 20130524}. */
  public static String format(LocalDate date) {
    return DATE.format(date);
  }

  /** Reads what {@link #format(Instant)} writes. */
  public static Optional<Instant> parse(String time) {
    return parse(LONG, time);
  }

  /** Reads what a {@code Date} header may carry: the above or the form of RFC 9110. */
  public static Optional<Instant> parseDateHeader(String time) {
    return parse(time).or(() -> parse(HTTP, time));
  }

  /** Reads what {@link #format(LocalDate)} writes. */
  public static Optional<LocalDate> parseDate(String date) {
    try {
      return Optional.of(LocalDate.parse(date, DATE));
    } catch (DateTimeException malformed) {
      return Optional.empty();
    }
  }

  private static Optional<Instant> parse(DateTimeFormatter form, String time) {
    try {
      return Optional.of(form.parse(time, Instant::from));
    } catch (DateTimeException malformed) {
      return Optional.empty();
    }
  }
}

package org.mucura.wire.sigv4;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * Times as Signature Version 4 writes them: {@code 20130524T000000Z}, in whole seconds of UTC. Done
 * by hand, for every request has several, and a formatter takes ten times as long.
 */
public final class Timestamps {

  private static final int LENGTH = "20130524T000000Z".length();
  private static final int DATE_LENGTH = "20130524".length();
  private static final int YEAR_MAX = 9999;
  private static final int[] POWERS = {1, 10, 100, 1000};

  private static final DateTimeFormatter HTTP =
      DateTimeFormatter.RFC_1123_DATE_TIME.withZone(ZoneOffset.UTC);

  private Timestamps() {}

  /** For instance {@code 20130524T000000Z}; the years 0 to 9999. */
  public static String format(Instant time) {
    OffsetDateTime utc = time.atOffset(ZoneOffset.UTC);
    StringBuilder text = date(utc.toLocalDate());
    digits(text.append('T'), utc.getHour(), 2);
    digits(text, utc.getMinute(), 2);
    digits(text, utc.getSecond(), 2);
    return text.append('Z').toString();
  }

  /** For instance {@code 20130524}; the years 0 to 9999. */
  public static String format(LocalDate date) {
    return date(date).toString();
  }

  private static StringBuilder date(LocalDate date) {
    if (date.getYear() < 0 || date.getYear() > YEAR_MAX) {
      throw new DateTimeException("no year of four digits: " + date.getYear());
    }
    StringBuilder text = new StringBuilder(LENGTH);
    digits(text, date.getYear(), 4);
    digits(text, date.getMonthValue(), 2);
    digits(text, date.getDayOfMonth(), 2);
    return text;
  }

  private static void digits(StringBuilder text, int number, int count) {
    for (int unit = POWERS[count - 1]; unit > 0; unit /= 10) {
      text.append((char) ('0' + number / unit % 10));
    }
  }

  /** Reads what {@link #format(Instant)} writes. */
  public static Optional<Instant> parse(String time) {
    if (time.length() != LENGTH
        || time.charAt(DATE_LENGTH) != 'T'
        || time.charAt(LENGTH - 1) != 'Z') {
      return Optional.empty();
    }
    Optional<LocalDate> date = parseDate(time.substring(0, DATE_LENGTH));
    int hour = number(time, 9, 11);
    int minute = number(time, 11, 13);
    int second = number(time, 13, 15);
    if (date.isEmpty() || Math.min(hour, Math.min(minute, second)) < 0) {
      return Optional.empty();
    }
    try {
      return Optional.of(date.get().atTime(hour, minute, second).toInstant(ZoneOffset.UTC));
    } catch (DateTimeException malformed) {
      return Optional.empty();
    }
  }

  /** Reads what a {@code Date} header may carry: the above or the form of RFC 9110. */
  public static Optional<Instant> parseDateHeader(String time) {
    Optional<Instant> own = parse(time);
    if (own.isPresent()) {
      return own;
    }
    try {
      Instant instant = HTTP.parse(time, Instant::from);
      int year = instant.atOffset(ZoneOffset.UTC).getYear();
      return year < 0 || year > YEAR_MAX ? Optional.empty() : Optional.of(instant);
    } catch (DateTimeException malformed) {
      return Optional.empty();
    }
  }

  /** Reads what {@link #format(LocalDate)} writes. */
  public static Optional<LocalDate> parseDate(String date) {
    if (date.length() != DATE_LENGTH) {
      return Optional.empty();
    }
    int year = number(date, 0, 4);
    int month = number(date, 4, 6);
    int day = number(date, 6, DATE_LENGTH);
    if (Math.min(year, Math.min(month, day)) < 0) {
      return Optional.empty();
    }
    try {
      return Optional.of(LocalDate.of(year, month, day));
    } catch (DateTimeException malformed) {
      return Optional.empty();
    }
  }

  /** The number between two places; negative if there are not only digits. */
  private static int number(String text, int start, int end) {
    int number = 0;
    for (int i = start; i < end; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      number = 10 * number + digit;
    }
    return number;
  }
}

package org.mucura.wire.sigv4;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * Where and when a signing key is good.
 *
 * @param date the day, of UTC
 * @param region for instance {@code us-east-1}
 * @param service for instance {@code s3}
 */
public record CredentialScope(LocalDate date, String region, String service) {

  /** What every scope ends with. */
  public static final String TERMINATOR = "aws4_request";

  public CredentialScope {
    if (region.isEmpty() || region.indexOf('/') >= 0) {
      throw new IllegalArgumentException("not a region: " + region);
    }
    if (service.isEmpty() || service.indexOf('/') >= 0) {
      throw new IllegalArgumentException("not a service: " + service);
    }
  }

  /** The scope of the day on which {@code time} falls. */
  public static CredentialScope at(Instant time, String region, String service) {
    return new CredentialScope(LocalDate.ofInstant(time, ZoneOffset.UTC), region, service);
  }

  /** For instance {@code 20130524/us-east-1/s3/aws4_request}. */
  @Override
  public String toString() {
    return Timestamps.format(date) + '/' + region + '/' + service + '/' + TERMINATOR;
  }
}

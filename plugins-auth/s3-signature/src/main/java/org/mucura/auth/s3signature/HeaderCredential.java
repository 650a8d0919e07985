package org.mucura.auth.s3signature;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.mucura.spi.auth.AuthRequest;
import org.mucura.wire.ErrorCode;
import org.mucura.wire.sigv4.PayloadForm;
import org.mucura.wire.sigv4.SigV4Authorization;
import org.mucura.wire.sigv4.SigV4Exception;
import org.mucura.wire.sigv4.Timestamps;

/** The credential in an Authorization header. */
final class HeaderCredential {

  private static final String DATE = "x-amz-date";

  private final SignatureRules rules;
  private final ScopeRule scopeRule;

  HeaderCredential(SignatureRules rules) {
    this.rules = rules;
    this.scopeRule =
        new ScopeRule(
            rules,
            ErrorCode.AUTHORIZATION_HEADER_MALFORMED,
            "The authorization header is malformed; ");
  }

  Claim read(String header, AuthRequest request) throws RefusedException {
    SigV4Authorization authorization = parse(header);
    SignedHeaders.requireAll(authorization.signedHeaders(), request);
    Instant time = time(request);
    scopeRule.check(authorization.scope(), time, request.scope());
    requireClock(time, request.now());
    return new Claim(authorization, time, payload(request));
  }

  private static SigV4Authorization parse(String header) throws RefusedException {
    try {
      return SigV4Authorization.parse(header);
    } catch (SigV4Exception malformed) {
      throw RefusedException.of(
          ErrorCode.AUTHORIZATION_HEADER_MALFORMED, String.valueOf(malformed.getMessage()));
    }
  }

  private static Instant time(AuthRequest request) throws RefusedException {
    Optional<Instant> time =
        request.headers().containsKey(DATE)
            ? SignedHeaders.single(request, DATE).flatMap(Timestamps::parse)
            : SignedHeaders.single(request, "date").flatMap(Timestamps::parseDateHeader);
    return time.orElseThrow(
        () ->
            RefusedException.of(
                ErrorCode.ACCESS_DENIED,
                "AWS authentication requires a valid Date or x-amz-date header"));
  }

  private void requireClock(Instant time, Instant now) throws RefusedException {
    if (Duration.between(time, now).abs().compareTo(rules.skewMax()) > 0) {
      throw RefusedException.of(
          ErrorCode.REQUEST_TIME_TOO_SKEWED,
          ErrorCode.REQUEST_TIME_TOO_SKEWED.message(),
          "RequestTime",
          Timestamps.format(time),
          "ServerTime",
          now.truncatedTo(ChronoUnit.SECONDS).toString(),
          "MaxAllowedSkewMilliseconds",
          Long.toString(rules.skewMax().toMillis()));
    }
  }

  private static Claim.Payload payload(AuthRequest request) throws RefusedException {
    List<String> values = request.headers().getOrDefault(PayloadForm.HEADER, List.of());
    if (values.isEmpty()) {
      throw RefusedException.of(
          ErrorCode.INVALID_REQUEST,
          "Missing required header for this request: " + PayloadForm.HEADER);
    }
    return SignedHeaders.payload(String.join(",", values).strip());
  }
}

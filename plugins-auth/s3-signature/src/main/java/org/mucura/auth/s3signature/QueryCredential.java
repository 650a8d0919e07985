package org.mucura.auth.s3signature;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.mucura.spi.auth.AuthRequest;
import org.mucura.wire.ErrorCode;
import org.mucura.wire.QueryString;
import org.mucura.wire.sigv4.PayloadForm;
import org.mucura.wire.sigv4.PresignedAuthorization;
import org.mucura.wire.sigv4.SigV4Authorization;
import org.mucura.wire.sigv4.SigV4Exception;
import org.mucura.wire.sigv4.Timestamps;

/** The credential in the query of a presigned URL. */
final class QueryCredential {

  private static final String PAYLOAD = "X-Amz-Content-Sha256";

  private final SignatureRules rules;
  private final ScopeRule scopeRule;

  QueryCredential(SignatureRules rules) {
    this.rules = rules;
    this.scopeRule =
        new ScopeRule(
            rules,
            ErrorCode.AUTHORIZATION_QUERY_PARAMETERS_ERROR,
            "Error parsing the X-Amz-Credential parameter; ");
  }

  Claim read(QueryString query, AuthRequest request) throws RefusedException {
    if (!rules.presigned()) {
      throw RefusedException.of(
          ErrorCode.ACCESS_DENIED,
          "Presigned URLs are not accepted here. Sign the request itself.");
    }
    PresignedAuthorization presigned = parse(query);
    SigV4Authorization authorization = presigned.authorization();
    SignedHeaders.requireAll(authorization.signedHeaders(), request);
    scopeRule.check(authorization.scope(), presigned.date(), request.scope());
    requireInTime(presigned, request.now());
    return new Claim(authorization, presigned.date(), payload(query, request));
  }

  private PresignedAuthorization parse(QueryString query) throws RefusedException {
    try {
      PresignedAuthorization presigned = PresignedAuthorization.parse(query);
      if (presigned.expires().compareTo(rules.presignedMax()) > 0) {
        throw new SigV4Exception(
            "X-Amz-Expires must be at most " + rules.presignedMax().toSeconds() + " seconds");
      }
      return presigned;
    } catch (SigV4Exception malformed) {
      throw RefusedException.of(
          ErrorCode.AUTHORIZATION_QUERY_PARAMETERS_ERROR, String.valueOf(malformed.getMessage()));
    }
  }

  private void requireInTime(PresignedAuthorization presigned, Instant now)
      throws RefusedException {
    Instant expiry = presigned.date().plus(presigned.expires());
    String serverTime = now.truncatedTo(ChronoUnit.SECONDS).toString();
    if (now.isAfter(expiry)) {
      throw RefusedException.of(
          ErrorCode.ACCESS_DENIED,
          "Request has expired",
          "X-Amz-Expires",
          Long.toString(presigned.expires().toSeconds()),
          "Expires",
          expiry.toString(),
          "ServerTime",
          serverTime);
    }
    if (presigned.date().isAfter(now.plus(rules.skewMax()))) {
      throw RefusedException.of(
          ErrorCode.ACCESS_DENIED,
          "Request is not valid yet",
          "X-Amz-Date",
          Timestamps.format(presigned.date()),
          "ServerTime",
          serverTime);
    }
  }

  /** Mostly nothing of the body is signed, since whoever makes the URL does not know it. */
  private static Claim.Payload payload(QueryString query, AuthRequest request)
      throws RefusedException {
    Optional<String> inQuery = query.first(PAYLOAD);
    if (request.headers().containsKey(PayloadForm.HEADER)) {
      String inHeader = SignedHeaders.single(request, PayloadForm.HEADER).orElse("");
      if (inQuery.isPresent() && !inQuery.get().equals(inHeader)) {
        throw RefusedException.of(
            ErrorCode.INVALID_ARGUMENT,
            "x-amz-content-sha256 differs between the header and the query.",
            "ArgumentName",
            PayloadForm.HEADER,
            "ArgumentValue",
            inHeader);
      }
      return SignedHeaders.payload(inHeader);
    }
    String value = inQuery.orElse(PayloadForm.UNSIGNED.value());
    if (PayloadForm.of(value).filter(PayloadForm::isChunked).isPresent()) {
      throw RefusedException.of(
          ErrorCode.INVALID_ARGUMENT,
          "A body in chunks must be announced in the header x-amz-content-sha256.",
          "ArgumentName",
          PAYLOAD,
          "ArgumentValue",
          value);
    }
    return SignedHeaders.payload(value);
  }
}

package org.mucura.wire.sigv4;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.mucura.wire.QueryString;

/**
 * What a presigned URL says about its signature.
 *
 * @param date when it was signed
 * @param expires how long it is good from then on, in whole seconds
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html">
 *     Authenticating requests: using query parameters</a>
 */
public record PresignedAuthorization(
    SigV4Authorization authorization, Instant date, Duration expires) {

  /** The longest time for which AWS lets a URL be good. */
  public static final Duration EXPIRES_MAX = Duration.ofDays(7);

  /** The parameter that makes a URL a presigned one. */
  public static final String ALGORITHM = "X-Amz-Algorithm";

  /** The one parameter that is not signed itself. */
  public static final String SIGNATURE = "X-Amz-Signature";

  static final String CREDENTIAL = "X-Amz-Credential";
  static final String DATE = "X-Amz-Date";
  static final String EXPIRES = "X-Amz-Expires";
  static final String SIGNED_HEADERS = "X-Amz-SignedHeaders";

  private static final int SECONDS_DIGITS_MAX = 18;

  public PresignedAuthorization {
    if (expires.isNegative() || expires.compareTo(EXPIRES_MAX) > 0) {
      throw new IllegalArgumentException("good for 0 s to 7 days, not " + expires);
    }
  }

  /**
   * Reads the parameters of a presigned URL.
   *
   * @throws SigV4Exception if one is missing, occurs twice or is malformed
   */
  public static PresignedAuthorization parse(QueryString query) throws SigV4Exception {
    String algorithm = required(query, ALGORITHM);
    String credential = required(query, CREDENTIAL);
    String signature = required(query, SIGNATURE);
    String date = required(query, DATE);
    String signedHeaders = required(query, SIGNED_HEADERS);
    String expires = required(query, EXPIRES);
    if (!algorithm.equals(SigV4Authorization.ALGORITHM)) {
      throw new SigV4Exception("X-Amz-Algorithm only supports \"AWS4-HMAC-SHA256\"");
    }
    Optional<Instant> signed = Timestamps.parse(date);
    if (signed.isEmpty()) {
      throw new SigV4Exception(
          "X-Amz-Date must be in the ISO8601 Long Format \"yyyyMMdd'T'HHmmss'Z'\"");
    }
    return new PresignedAuthorization(
        authorization(credential, signedHeaders, signature), signed.get(), seconds(expires));
  }

  private static SigV4Authorization authorization(
      String credential, String signedHeaders, String signature) throws SigV4Exception {
    try {
      return SigV4Authorization.of(credential, signedHeaders, signature);
    } catch (SigV4Exception malformed) {
      throw new SigV4Exception(
          "Error parsing the X-Amz-Credential parameter; " + malformed.getMessage());
    }
  }

  /** The parameters of the URL but the signature. */
  List<QueryString.Parameter> unsignedParameters() {
    return List.of(
        new QueryString.Parameter(ALGORITHM, SigV4Authorization.ALGORITHM),
        new QueryString.Parameter(CREDENTIAL, authorization.credential()),
        new QueryString.Parameter(DATE, Timestamps.format(date)),
        new QueryString.Parameter(EXPIRES, Long.toString(expires.toSeconds())),
        new QueryString.Parameter(SIGNED_HEADERS, String.join(";", authorization.signedHeaders())));
  }

  private static Duration seconds(String expires) throws SigV4Exception {
    if (!expires.matches("-?[0-9]{1," + SECONDS_DIGITS_MAX + "}")) {
      throw new SigV4Exception("X-Amz-Expires should be a number");
    }
    long seconds = Long.parseLong(expires);
    if (seconds < 0) {
      throw new SigV4Exception("X-Amz-Expires must be non-negative");
    }
    if (seconds > EXPIRES_MAX.toSeconds()) {
      throw new SigV4Exception(
          "X-Amz-Expires must be less than a week (in seconds); that is, the given X-Amz-Expires"
              + " must be less than 604800 seconds");
    }
    return Duration.ofSeconds(seconds);
  }

  private static String required(QueryString query, String name) throws SigV4Exception {
    String value = null;
    for (QueryString.Parameter parameter : query.parameters()) {
      if (parameter.name().equals(name)) {
        if (value != null) {
          throw new SigV4Exception(name + " must occur once");
        }
        value = parameter.value();
      }
    }
    if (value == null || value.isEmpty()) {
      throw new SigV4Exception(
          "Query-string authentication version 4 requires the X-Amz-Algorithm, X-Amz-Credential,"
              + " X-Amz-Signature, X-Amz-Date, X-Amz-SignedHeaders, and X-Amz-Expires parameters.");
    }
    return value;
  }
}

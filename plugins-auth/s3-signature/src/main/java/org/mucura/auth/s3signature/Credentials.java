package org.mucura.auth.s3signature;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.mucura.spi.auth.AuthRequest;
import org.mucura.wire.ErrorCode;
import org.mucura.wire.QueryString;
import org.mucura.wire.sigv4.SigV4Authorization;

/** Finds the one credential of this kind that a request carries, or that it carries none. */
final class Credentials {

  private static final String VERSION_2 = "aws";
  private static final String VERSION_4 = "aws4-";

  /** Any of these makes a request one that was to be signed in its query. */
  private static final List<String> QUERY_PARAMETERS =
      List.of("X-Amz-Algorithm", "X-Amz-Credential", "X-Amz-Signature", "AWSAccessKeyId");

  private final HeaderCredential header;
  private final QueryCredential query;

  Credentials(SignatureRules rules) {
    this.header = new HeaderCredential(rules);
    this.query = new QueryCredential(rules);
  }

  /**
   * Reads the credential.
   *
   * @return empty if there is none of this kind
   * @throws RefusedException if there are several, or it is malformed or against the rules
   */
  Optional<Claim> read(AuthRequest request) throws RefusedException {
    List<String> authorizations = request.headers().getOrDefault("authorization", List.of());
    boolean inHeader = authorizations.stream().anyMatch(Credentials::isOfThisKind);
    Optional<QueryString> parameters = inQuery(request);
    if (!inHeader && parameters.isEmpty()) {
      return Optional.empty();
    }
    if (authorizations.size() + (parameters.isPresent() ? 1 : 0) > 1) {
      throw RefusedException.of(
          ErrorCode.INVALID_ARGUMENT,
          "Only one auth mechanism allowed; only the X-Amz-Algorithm query parameter, Signature"
              + " query string parameter or the Authorization header should be specified",
          "ArgumentName",
          "Authorization");
    }
    if (request.headers().containsKey("x-amz-security-token")
        || parameters.filter(query -> query.contains("X-Amz-Security-Token")).isPresent()) {
      // No session has been issued, so none can be known.
      throw RefusedException.of(ErrorCode.INVALID_TOKEN, ErrorCode.INVALID_TOKEN.message());
    }
    return Optional.of(
        parameters.isPresent()
            ? version4(parameters.get(), request)
            : version4(authorizations.get(0).strip(), request));
  }

  private Claim version4(String authorization, AuthRequest request) throws RefusedException {
    if (!scheme(authorization).equalsIgnoreCase(SigV4Authorization.ALGORITHM)) {
      throw unsupported();
    }
    return header.read(authorization, request);
  }

  private Claim version4(QueryString parameters, AuthRequest request) throws RefusedException {
    if (parameters.contains("AWSAccessKeyId")) {
      throw unsupported();
    }
    return query.read(parameters, request);
  }

  private static RefusedException unsupported() {
    return RefusedException.of(
        ErrorCode.INVALID_REQUEST,
        "The authorization mechanism you have provided is not supported. Please use"
            + " AWS4-HMAC-SHA256.");
  }

  /** A version 2 signature without a key id is not one: others use this form for themselves. */
  private static boolean isOfThisKind(String authorization) {
    String scheme = scheme(authorization.strip()).toLowerCase(Locale.ROOT);
    return scheme.startsWith(VERSION_4)
        || (scheme.equals(VERSION_2)
            && !authorization.strip().substring(scheme.length()).strip().startsWith(":"));
  }

  private static String scheme(String authorization) {
    int space = authorization.indexOf(' ');
    return space < 0 ? authorization : authorization.substring(0, space);
  }

  private static Optional<QueryString> inQuery(AuthRequest request) throws RefusedException {
    int mark = request.rawTarget().indexOf('?');
    if (mark < 0) {
      return Optional.empty();
    }
    Optional<QueryString> query = QueryString.parse(request.rawTarget().substring(mark + 1));
    if (query.isEmpty() && QUERY_PARAMETERS.stream().anyMatch(request.rawTarget()::contains)) {
      throw RefusedException.of(ErrorCode.INVALID_URI, ErrorCode.INVALID_URI.message());
    }
    return query.filter(parameters -> QUERY_PARAMETERS.stream().anyMatch(parameters::contains));
  }
}

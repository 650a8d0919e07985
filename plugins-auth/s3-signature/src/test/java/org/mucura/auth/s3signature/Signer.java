package org.mucura.auth.s3signature;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.mucura.spi.auth.AuthRequest;
import org.mucura.spi.auth.Policy;
import org.mucura.spi.auth.Principal;
import org.mucura.spi.auth.SecretKeys;
import org.mucura.spi.tests.auth.AuthRequests;
import org.mucura.wire.sigv4.CanonicalRequest;
import org.mucura.wire.sigv4.CredentialScope;
import org.mucura.wire.sigv4.PayloadForm;
import org.mucura.wire.sigv4.RequestSigner;
import org.mucura.wire.sigv4.SigV4Authorization;
import org.mucura.wire.sigv4.SignableRequest;
import org.mucura.wire.sigv4.SigningKey;
import org.mucura.wire.sigv4.StringToSign;

/** A client with an access key, and the side of the gateway that knows its secret. */
final class Signer {

  static final String KEY_ID = "AKIAIOSFODNN7EXAMPLE";
  static final String SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
  static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  static final SignatureRules RULES =
      new SignatureRules(
          List.of("us-east-1", "eu-central-1"), Duration.ofMinutes(15), true, Duration.ofDays(7));

  static final SecretKeys SECRETS = secrets(Optional.empty());

  private Signer() {}

  /** Knows one key. */
  static SecretKeys secrets(Optional<Instant> expiry) {
    Principal principal =
        new Principal(
            "123456789012", KEY_ID, Set.of(), Set.of(), List.of(Policy.ALL), List.of(), expiry);
    return id ->
        id.equals(KEY_ID)
            ? Optional.of(new SecretKeys.SecretKey(SECRET, principal))
            : Optional.empty();
  }

  static S3SignatureAuthenticator authenticator() {
    return new S3SignatureAuthenticator(SECRETS, RULES);
  }

  static RequestSigner signer() {
    return new RequestSigner(KEY_ID, SECRET, "us-east-1", "s3");
  }

  static AuthRequest get(String target) {
    return AuthRequests.get(target, NOW);
  }

  /** Signs in the header, at the time of the request, without a body. */
  static AuthRequest signed(AuthRequest request) {
    return signed(request, PayloadForm.EMPTY_SHA256, signer());
  }

  static AuthRequest signed(AuthRequest request, String payload, RequestSigner signer) {
    return AuthRequests.withHeaders(
        request, signer.sign(signable(request), payload, request.now()).headers());
  }

  /** Signs in the query, for an hour from the time of the request. */
  static AuthRequest presigned(AuthRequest request) {
    return AuthRequests.withTarget(
        request, signer().presign(signable(request), request.now(), Duration.ofHours(1)));
  }

  /** Signs all headers of a request just as they are, and that one of the forms as sent. */
  static AuthRequest signedAsSent(AuthRequest request, int form) {
    List<String> names = request.headers().keySet().stream().sorted().toList();
    String payload = request.header(PayloadForm.HEADER).orElseThrow();
    SigningKey key =
        SigningKey.derive(SECRET, CredentialScope.at(request.now(), "us-east-1", "s3"));
    CanonicalRequest canonical =
        CanonicalRequest.ofTargetAsSent(signable(request), names, payload).get(form);
    String signature = key.sign(StringToSign.of(canonical, request.now(), key.scope()).text());
    return withHeader(
        request,
        "authorization",
        new SigV4Authorization(KEY_ID, key.scope(), names, signature).header());
  }

  /** Replaces a part of a header that is there. */
  static AuthRequest edited(AuthRequest request, String header, String part, String other) {
    String value = request.header(header).orElseThrow();
    if (!value.contains(part)) {
      throw new IllegalArgumentException(part + " is not in " + value);
    }
    return AuthRequests.withHeader(request, header, value.replace(part, other));
  }

  /** Replaces a part of the target that is there. */
  static AuthRequest editedTarget(AuthRequest request, String part, String other) {
    if (!request.rawTarget().contains(part)) {
      throw new IllegalArgumentException(part + " is not in " + request.rawTarget());
    }
    return AuthRequests.withTarget(request, request.rawTarget().replace(part, other));
  }

  static AuthRequest withHeader(AuthRequest request, String name, String... values) {
    return AuthRequests.withHeader(request, name, values);
  }

  static SignableRequest signable(AuthRequest request) {
    Map<String, List<String>> headers = new HashMap<>(request.headers());
    headers.putIfAbsent("host", List.of(request.authority()));
    return new SignableRequest(request.method(), request.rawTarget(), headers);
  }
}

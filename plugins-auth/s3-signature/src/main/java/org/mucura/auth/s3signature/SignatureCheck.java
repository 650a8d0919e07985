package org.mucura.auth.s3signature;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mucura.spi.auth.AuthRequest;
import org.mucura.wire.ErrorCode;
import org.mucura.wire.sigv4.CanonicalRequest;
import org.mucura.wire.sigv4.SignableRequest;
import org.mucura.wire.sigv4.SigningKey;
import org.mucura.wire.sigv4.StringToSign;

/** The comparison of the signature that a request carries with the one that it ought to carry. */
final class SignatureCheck {

  private static final HexFormat SPACED = HexFormat.ofDelimiter(" ");

  private final Claim claim;
  private final CanonicalRequest canonical;
  private final StringToSign stringToSign;
  private final boolean holds;

  /**
   * Computes the signature with {@code key}; takes the same time whether it is the right one.
   *
   * @throws RefusedException if the target is not percent-encoded well
   */
  SignatureCheck(Claim claim, AuthRequest request, SigningKey key) throws RefusedException {
    this.claim = claim;
    SignableRequest signable = signable(request);
    List<String> names = claim.authorization().signedHeaders();
    this.canonical =
        CanonicalRequest.of(signable, names, claim.payload().value())
            .orElseThrow(
                () -> RefusedException.of(ErrorCode.INVALID_URI, ErrorCode.INVALID_URI.message()));
    this.stringToSign = stringToSign(canonical);
    boolean present = names.stream().allMatch(signable.headers()::containsKey);
    this.holds = present && (matches(key, stringToSign) || matchesAsSent(signable, key));
  }

  boolean holds() {
    return holds;
  }

  /** Shows the client what was compared, that it may find where its own computation differs. */
  RefusedException mismatch() {
    return RefusedException.of(
        ErrorCode.SIGNATURE_DOES_NOT_MATCH,
        ErrorCode.SIGNATURE_DOES_NOT_MATCH.message(),
        "AWSAccessKeyId",
        claim.authorization().accessKeyId(),
        "StringToSign",
        stringToSign.text(),
        "SignatureProvided",
        claim.authorization().signature(),
        "StringToSignBytes",
        SPACED.formatHex(stringToSign.text().getBytes(UTF_8)),
        "CanonicalRequest",
        canonical.text(),
        "CanonicalRequestBytes",
        SPACED.formatHex(canonical.text().getBytes(UTF_8)));
  }

  /** Some clients sign the path as they send it rather than as AWS would encode it. */
  private boolean matchesAsSent(SignableRequest signable, SigningKey key) {
    Optional<CanonicalRequest> asSent =
        CanonicalRequest.ofPathAsSent(
            signable, claim.authorization().signedHeaders(), claim.payload().value());
    return asSent.isPresent()
        && !asSent.get().equals(canonical)
        && matches(key, stringToSign(asSent.get()));
  }

  private StringToSign stringToSign(CanonicalRequest request) {
    return StringToSign.of(request, claim.time(), claim.authorization().scope());
  }

  private boolean matches(SigningKey key, StringToSign text) {
    return MessageDigest.isEqual(
        key.sign(text.text()).getBytes(UTF_8), claim.authorization().signature().getBytes(UTF_8));
  }

  private static SignableRequest signable(AuthRequest request) {
    Map<String, List<String>> headers = request.headers();
    if (!headers.containsKey("host")) {
      headers = new HashMap<>(headers);
      headers.put("host", List.of(request.authority()));
    }
    return new SignableRequest(request.method(), request.rawTarget(), headers);
  }
}

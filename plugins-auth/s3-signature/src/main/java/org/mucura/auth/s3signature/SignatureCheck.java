package org.mucura.auth.s3signature;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
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
    List<String> names = claim.authorization().signedHeaders();
    SignableRequest signable =
        new SignableRequest(
            request.method(), request.rawTarget(), SignableHeaders.of(request, names));
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

  /** Some clients, curl among them, sign what they send rather than what AWS would make of it. */
  private boolean matchesAsSent(SignableRequest signable, SigningKey key) {
    return CanonicalRequest.ofTargetAsSent(
            signable, claim.authorization().signedHeaders(), claim.payload().value())
        .stream()
        .filter(asSent -> !asSent.equals(canonical))
        .anyMatch(asSent -> matches(key, stringToSign(asSent)));
  }

  private StringToSign stringToSign(CanonicalRequest request) {
    return StringToSign.of(request, claim.time(), claim.authorization().scope());
  }

  private boolean matches(SigningKey key, StringToSign text) {
    return MessageDigest.isEqual(
        key.sign(text.text()).getBytes(UTF_8), claim.authorization().signature().getBytes(UTF_8));
  }
}

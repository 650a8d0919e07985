package org.mucura.wire.sigv4;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key that a secret gives for one scope. Costs about five digests to derive, so that it is
 * worth keeping. Any number of threads may sign with it at once.
 */
public final class SigningKey {

  private static final String ALGORITHM = "HmacSHA256";

  private final CredentialScope scope;

  /** Copied for each signature, so that any number of them can be made at once. */
  private final Mac unused;

  private SigningKey(CredentialScope scope, byte[] key) {
    this.scope = scope;
    this.unused = mac(key);
  }

  /** Derives the key of {@code secret} for {@code scope}. */
  public static SigningKey derive(String secret, CredentialScope scope) {
    byte[] key = ("AWS4" + secret).getBytes(UTF_8);
    String[] steps = {
      Timestamps.format(scope.date()), scope.region(), scope.service(), CredentialScope.TERMINATOR
    };
    for (String step : steps) {
      key = mac(key).doFinal(step.getBytes(UTF_8));
    }
    return new SigningKey(scope, key);
  }

  public CredentialScope scope() {
    return scope;
  }

  /** The signature of a string to sign, in lower-case hexadecimal digits. */
  public String sign(String stringToSign) {
    try {
      Mac mac = (Mac) unused.clone();
      return HexFormat.of().formatHex(mac.doFinal(stringToSign.getBytes(UTF_8)));
    } catch (CloneNotSupportedException impossible) {
      throw new IllegalStateException(
          ALGORITHM + " of this Java platform cannot be copied", impossible);
    }
  }

  private static Mac mac(byte[] key) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
      return mac;
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, impossible);
    }
  }

  /** Says nothing of the key. */
  @Override
  public String toString() {
    return "SigningKey[" + scope + "]";
  }
}

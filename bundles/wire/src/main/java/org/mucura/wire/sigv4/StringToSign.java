package org.mucura.wire.sigv4;

import java.time.Instant;

/**
 * What is signed of a request: the digest of its canonical form with time and scope.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html">
 *     Signature calculations for the Authorization header, task 2</a>
 */
public record StringToSign(String text) {

  /**
   * The string to sign of a request.
   *
   * @param time when it is signed, in whole seconds
   */
  public static StringToSign of(CanonicalRequest request, Instant time, CredentialScope scope) {
    return new StringToSign(
        SigV4Authorization.ALGORITHM
            + '\n'
            + Timestamps.format(time)
            + '\n'
            + scope
            + '\n'
            + Sha256.hex(request.text()));
  }
}

package org.mucura.auth.s3signature;

import java.time.Instant;
import org.mucura.wire.sigv4.PayloadForm;
import org.mucura.wire.sigv4.SigV4Authorization;

/**
 * What a request says about itself, well-formed and within the rules, but not proved yet.
 *
 * @param time when it was signed
 * @param payload what is signed of the body
 */
record Claim(SigV4Authorization authorization, Instant time, Payload payload) {

  /**
   * What is signed of the body.
   *
   * @param value as it stands in the canonical request
   */
  record Payload(PayloadForm form, String value) {}
}

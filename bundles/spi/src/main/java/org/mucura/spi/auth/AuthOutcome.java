package org.mucura.spi.auth;

import java.util.Map;

/** What an authenticator says of a request. */
public sealed interface AuthOutcome {

  /** The request carries no credential of the kind that this authenticator knows. */
  record NotMine() implements AuthOutcome {}

  /**
   * The request carries a credential of this kind, and it is not good.
   *
   * @param code the S3 error code, for instance {@code SignatureDoesNotMatch}
   * @param reason one or two sentences for the client: what is wrong and what to do; no secret
   * @param details further elements of the S3 error, by element name, in order; no secret
   */
  record Refused(String code, String reason, Map<String, String> details) implements AuthOutcome {}

  /**
   * The request is the principal's.
   *
   * @param body what the credential demands of the body that follows
   */
  record Authenticated(Principal principal, BodyVerifier body) implements AuthOutcome {}
}

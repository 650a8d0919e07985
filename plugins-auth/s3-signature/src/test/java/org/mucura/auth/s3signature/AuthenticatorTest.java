package org.mucura.auth.s3signature;

import static org.assertj.core.api.Assertions.assertThat;

import org.mucura.spi.auth.AuthOutcome;
import org.mucura.spi.auth.AuthRequest;

/** An authenticator and its answers; subclasses may set another one. */
public abstract class AuthenticatorTest {

  S3SignatureAuthenticator authenticator = Signer.authenticator();

  AuthOutcome.Refused refused(AuthRequest request) {
    AuthOutcome outcome = authenticator.authenticate(request);
    assertThat(outcome).isInstanceOf(AuthOutcome.Refused.class);
    return (AuthOutcome.Refused) outcome;
  }

  String code(AuthRequest request) {
    return refused(request).code();
  }

  void assertAuthenticated(AuthRequest request) {
    assertThat(authenticator.authenticate(request)).isInstanceOf(AuthOutcome.Authenticated.class);
  }
}

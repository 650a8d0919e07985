package org.mucura.core.auth;

import java.util.List;
import org.mucura.spi.auth.AuthOutcome;
import org.mucura.spi.auth.AuthRequest;

/** The authenticators of this gateway, which may come and go while requests are judged. */
public interface AuthenticatorChain {

  /**
   * Asks the authenticators by {@code service.ranking}, highest first, until one does not say
   * {@link AuthOutcome.NotMine}; that of all means that the request is anonymous. Waits if an
   * authenticator that the settings require is not there.
   *
   * @throws org.mucura.core.S3Exception {@code SlowDown} if it does not come
   */
  AuthOutcome authenticate(AuthRequest request);

  /** All authenticators there are, in order, for the administrator. */
  List<AuthenticatorStatus> list();
}

package org.mucura.spi.auth;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Finds out on whose behalf a request comes.
 *
 * <p>The gateway asks its authenticators in the order of their {@code service.ranking}, highest
 * first, until one does not say {@link AuthOutcome.NotMine}. A request that is nobody's is
 * anonymous. An authenticator that recognises its kind of credential answers for it, well or ill:
 * it never says "not mine" of a credential of its kind that is wrong.
 *
 * <p>Nothing of the request's body has been read, and none can be. All comparisons of secrets take
 * a time that does not depend on their contents. No secret appears in an outcome or in a log.
 *
 * <p>Threads: called at once by any number of threads; may block on the services it uses, briefly.
 */
@ConsumerType
public interface Authenticator {

  /** Service property: the name of this instance, {@code [a-z0-9-]{1,32}}. */
  String NAME = "name";

  /** Answers for the credentials of {@code request}. Never throws for what a client may send. */
  AuthOutcome authenticate(AuthRequest request);
}

package org.mucura.core.auth;

import java.util.List;
import java.util.Set;
import org.mucura.core.lease.Lease;
import org.mucura.core.lease.LeaseCount;
import org.mucura.core.lease.Leases;
import org.mucura.core.lease.Rank;
import org.mucura.core.setting.CurrentSettings;
import org.mucura.spi.auth.AuthOutcome;
import org.mucura.spi.auth.AuthRequest;
import org.mucura.spi.auth.Authenticator;

/** The authenticators that were added and not yet removed, asked in order. */
public final class LeasedAuthenticators implements AuthenticatorChain {

  private static final AuthOutcome ANONYMOUS = new AuthOutcome.NotMine();

  private final CurrentSettings settings;
  private final Leases<Authenticator> authenticators;

  /** No authenticators yet. */
  public LeasedAuthenticators(CurrentSettings settings) {
    this.settings = settings;
    this.authenticators =
        new Leases<>(() -> settings.get().storeWait(), () -> settings.get().storeDrain());
  }

  /** Asks {@code authenticator} too, from now on. */
  public void add(String name, Authenticator authenticator, Rank rank) {
    authenticators.add(name, authenticator, rank);
  }

  /** Takes an authenticator away; returns once no request uses it or the drain time is over. */
  public void remove(Authenticator authenticator) {
    authenticators.removeIf(offered -> offered == authenticator);
  }

  @Override
  public AuthOutcome authenticate(AuthRequest request) {
    List<Lease<Authenticator>> chain =
        authenticators.acquireAll(settings.get().requiredAuthenticators());
    try {
      for (Lease<Authenticator> lease : chain) {
        AuthOutcome outcome = lease.service().authenticate(request);
        if (!(outcome instanceof AuthOutcome.NotMine)) {
          return outcome;
        }
      }
      return ANONYMOUS;
    } finally {
      chain.forEach(Lease::close);
    }
  }

  @Override
  public List<AuthenticatorStatus> list() {
    Set<String> required = settings.get().requiredAuthenticators();
    return authenticators.list().stream().map(one -> status(one, required)).toList();
  }

  private static AuthenticatorStatus status(LeaseCount<Authenticator> one, Set<String> required) {
    String technology = one.service().getClass().getSimpleName();
    return new AuthenticatorStatus(
        one.name(), technology, one.leases(), required.contains(one.name()));
  }
}

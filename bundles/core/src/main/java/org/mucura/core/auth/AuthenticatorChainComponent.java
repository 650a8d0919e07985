package org.mucura.core.auth;

import java.util.List;
import java.util.Map;
import org.mucura.core.lease.Rank;
import org.mucura.core.setting.CurrentSettings;
import org.mucura.spi.auth.AuthOutcome;
import org.mucura.spi.auth.AuthRequest;
import org.mucura.spi.auth.Authenticator;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Tells the chain which authenticators OSGi has, and lets one go only when no request uses it. */
@Component(service = AuthenticatorChain.class, immediate = true)
public final class AuthenticatorChainComponent implements AuthenticatorChain {

  private final LeasedAuthenticators chain;

  @Activate
  public AuthenticatorChainComponent(@Reference CurrentSettings settings) {
    this.chain = new LeasedAuthenticators(settings);
  }

  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void bindAuthenticator(Authenticator authenticator, Map<String, Object> properties) {
    String name = String.valueOf(properties.get(Authenticator.NAME));
    chain.add(name, authenticator, Rank.of(properties));
  }

  void unbindAuthenticator(Authenticator authenticator) {
    chain.remove(authenticator);
  }

  @Override
  public AuthOutcome authenticate(AuthRequest request) {
    return chain.authenticate(request);
  }

  @Override
  public List<AuthenticatorStatus> list() {
    return chain.list();
  }
}

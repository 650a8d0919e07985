package org.mucura.monitoring.health;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.mucura.core.auth.AuthenticatorChain;
import org.mucura.core.key.MasterKeys;
import org.mucura.core.setting.CurrentSettings;
import org.mucura.core.store.Stores;
import org.mucura.http.Application;
import org.mucura.http.Endpoint;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Tells the health check what OSGi has, which may come and go. */
@Component(service = HealthComponent.class)
public final class HealthComponent {

  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final Set<String> S3_LISTENERS = Set.of("s3", "s3-tls");

  private final BundleContext context;
  private final Health health;
  private final Set<String> listeners = ConcurrentHashMap.newKeySet();
  private volatile @Nullable MasterKeys masterKeys;
  private volatile @Nullable ServiceReference<Application> s3;

  @Activate
  public HealthComponent(
      BundleContext context,
      @Reference CurrentSettings settings,
      @Reference Stores stores,
      @Reference AuthenticatorChain authenticators) {
    this.context = context;
    List<Check> checks = new ArrayList<>();
    checks.add(new Check("server", this::server));
    checks.addAll(new StoreChecks(settings, stores, authenticators, () -> masterKeys).all());
    this.health = new Health(checks, PATIENCE);
  }

  private Optional<String> server() {
    if (context.getBundle(0).getState() == Bundle.STOPPING) {
      return Optional.of("the gateway stops");
    }
    if (s3 == null) {
      return Optional.of("the S3 application is not there");
    }
    return listeners.stream().anyMatch(S3_LISTENERS::contains)
        ? Optional.empty()
        : Optional.of("no listener is open on which S3 is served");
  }

  /** What was found lately. */
  public HealthReport report() {
    return health.report();
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void bindKeys(MasterKeys keys) {
    masterKeys = keys;
  }

  void unbindKeys(MasterKeys keys) {
    if (masterKeys == keys) {
      masterKeys = null;
    }
  }

  @Reference(
      target = "(name=s3)",
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void bindS3(ServiceReference<Application> application) {
    s3 = application;
  }

  void unbindS3(ServiceReference<Application> application) {
    if (application.equals(s3)) {
      s3 = null;
    }
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void bindEndpoint(Endpoint endpoint) {
    listeners.add(endpoint.listener());
  }

  void unbindEndpoint(Endpoint endpoint) {
    listeners.remove(endpoint.listener());
  }

  @Deactivate
  void close() {
    health.close();
  }
}

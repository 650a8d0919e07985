package org.mucura.monitoring.metrics;

import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mucura.core.auth.AuthenticatorChain;
import org.mucura.core.store.Stores;
import org.mucura.http.ServerLoad;
import org.mucura.monitoring.accesslog.AccessLog;
import org.mucura.monitoring.health.HealthComponent;
import org.mucura.s3.load.S3Load;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** All metrics of the gateway. */
@Component(service = Metrics.class)
public final class Metrics implements Sources {

  /** The type of {@link #text}. */
  public static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private final Stores stores;
  private final AuthenticatorChain authenticators;
  private final HealthComponent health;
  private final AccessLog accessLog;
  private final PrometheusMeterRegistry registry;
  private final GatewayNumbers numbers = new GatewayNumbers(this);
  private final JvmGcMetrics collections = new JvmGcMetrics();
  private volatile @Nullable S3Load s3;
  private volatile @Nullable ServerLoad server;

  @Activate
  public Metrics(
      @Reference RequestMeters requests,
      @Reference Stores stores,
      @Reference AuthenticatorChain authenticators,
      @Reference HealthComponent health,
      @Reference AccessLog accessLog) {
    this.stores = stores;
    this.authenticators = authenticators;
    this.health = health;
    this.accessLog = accessLog;
    this.registry = requests.registry();
    registry.getPrometheusRegistry().register(numbers);
    List<MeterBinder> process =
        List.of(
            new JvmMemoryMetrics(),
            collections,
            new JvmThreadMetrics(),
            new FileDescriptorMetrics(),
            new ProcessorMetrics(),
            new UptimeMetrics());
    process.forEach(binder -> binder.bindTo(registry));
  }

  /** All that is known now, in the text form of Prometheus. */
  public String text() {
    return registry.scrape();
  }

  @Override
  public Stores stores() {
    return stores;
  }

  @Override
  public AuthenticatorChain authenticators() {
    return authenticators;
  }

  @Override
  public HealthComponent health() {
    return health;
  }

  @Override
  public AccessLog accessLog() {
    return accessLog;
  }

  @Override
  public @Nullable S3Load s3() {
    return s3;
  }

  @Override
  public @Nullable ServerLoad server() {
    return server;
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void bindS3(S3Load load) {
    s3 = load;
  }

  void unbindS3(S3Load load) {
    if (s3 == load) {
      s3 = null;
    }
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void bindServer(ServerLoad load) {
    server = load;
  }

  void unbindServer(ServerLoad load) {
    if (server == load) {
      server = null;
    }
  }

  @Deactivate
  void close() {
    collections.close();
    registry.getPrometheusRegistry().unregister(numbers);
  }
}

package org.mucura.monitoring.page;

import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.eclipse.jetty.http.HttpStatus;
import org.mucura.core.auth.AuthenticatorChain;
import org.mucura.core.auth.AuthenticatorStatus;
import org.mucura.core.store.StoreStatus;
import org.mucura.core.store.Stores;
import org.mucura.monitoring.clock.ClockSkew;
import org.mucura.monitoring.health.HealthComponent;
import org.mucura.monitoring.health.HealthReport;
import org.mucura.wire.json.JsonObject;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Tells in JSON what is well and what is not. */
@Component(service = HealthPage.class)
public final class HealthPage {

  private final String version;
  private final Instant start =
      Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime())
          .truncatedTo(ChronoUnit.SECONDS);
  private final HealthComponent health;
  private final Stores stores;
  private final AuthenticatorChain authenticators;
  private final ClockSkew clock;

  @Activate
  public HealthPage(
      BundleContext context,
      @Reference HealthComponent health,
      @Reference Stores stores,
      @Reference AuthenticatorChain authenticators,
      @Reference ClockSkew clock) {
    this.version = context.getBundle().getVersion().toString();
    this.health = health;
    this.stores = stores;
    this.authenticators = authenticators;
    this.clock = clock;
  }

  Page page() {
    HealthReport report = health.report();
    JsonObject json =
        new JsonObject()
            .with("ready", report.isReady())
            .with("version", version)
            .with("start", start)
            .with("checks", report.results().stream().map(HealthPage::check).toList())
            .with("stores", stores.list().stream().map(this::store).toList())
            .with("authenticators", authenticators.list().stream().map(HealthPage::one).toList())
            .with("clock", clock());
    return new Page(
        report.isReady() ? HttpStatus.OK_200 : HttpStatus.SERVICE_UNAVAILABLE_503,
        "application/json",
        json + "\n");
  }

  private static JsonObject check(HealthReport.Result result) {
    JsonObject json =
        new JsonObject().with("name", result.name()).with("ok", result.fault().isEmpty());
    result.fault().ifPresent(fault -> json.with("fault", fault));
    return json;
  }

  private JsonObject store(StoreStatus store) {
    return new JsonObject()
        .with("kind", store.kind())
        .with("name", store.name())
        .with("technology", store.technology())
        .with("active", store.active())
        .with("leases", store.leases())
        .with("failures", stores.failures(store.kind(), store.name()));
  }

  private static JsonObject one(AuthenticatorStatus authenticator) {
    return new JsonObject()
        .with("name", authenticator.name())
        .with("technology", authenticator.technology())
        .with("required", authenticator.required());
  }

  private JsonObject clock() {
    Instant now = Instant.now();
    ClockSkew.Status status = clock.status(now);
    return new JsonObject()
        .with("now", now.truncatedTo(ChronoUnit.SECONDS))
        .with("clientsRefused", status.clients())
        .with("lastSecondsAhead", status.secondsAhead())
        .with("ownClockDoubtful", status.ownClockDoubtful());
  }
}

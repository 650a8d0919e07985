package org.mucura.monitoring.page;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.eclipse.jetty.http.HttpStatus;
import org.mucura.core.auth.AuthenticatorChain;
import org.mucura.core.auth.AuthenticatorStatus;
import org.mucura.core.store.StoreStatus;
import org.mucura.core.store.Stores;
import org.mucura.monitoring.clock.ClockSkew;
import org.mucura.monitoring.health.HealthComponent;
import org.mucura.monitoring.health.HealthReport;
import org.mucura.wire.json.JsonText;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Tells in JSON what is well and what is not. */
@Component(service = HealthPage.class)
public final class HealthPage {

  private final String version;
  private final Instant start = Instant.now().truncatedTo(ChronoUnit.SECONDS);
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
    StringBuilder text = new StringBuilder();
    JsonText json = new JsonText(text).open();
    json.field("ready", report.isReady());
    json.field("version", version);
    json.field("start", start.toString());
    checks(json, report);
    stores(json);
    authenticators(json);
    clock(json);
    json.close();
    return new Page(
        report.isReady() ? HttpStatus.OK_200 : HttpStatus.SERVICE_UNAVAILABLE_503,
        "application/json",
        text.append('\n').toString());
  }

  private static void checks(JsonText json, HealthReport report) {
    json.openArray("checks");
    for (HealthReport.Result result : report.results()) {
      json.open().field("name", result.name()).field("ok", result.fault().isEmpty());
      result.fault().ifPresent(fault -> json.field("fault", fault));
      json.close();
    }
    json.closeArray();
  }

  private void stores(JsonText json) {
    json.openArray("stores");
    for (StoreStatus store : stores.list()) {
      json.open()
          .field("kind", store.kind().name().toLowerCase(Locale.ROOT))
          .field("name", store.name())
          .field("technology", store.technology())
          .field("active", store.active())
          .field("leases", store.leases())
          .field("failures", stores.failures(store.kind(), store.name()))
          .close();
    }
    json.closeArray();
  }

  private void authenticators(JsonText json) {
    json.openArray("authenticators");
    for (AuthenticatorStatus one : authenticators.list()) {
      json.open()
          .field("name", one.name())
          .field("technology", one.technology())
          .field("required", one.required())
          .close();
    }
    json.closeArray();
  }

  private void clock(JsonText json) {
    Instant now = Instant.now();
    ClockSkew.Status status = clock.status(now);
    json.open("clock")
        .field("now", now.truncatedTo(ChronoUnit.SECONDS).toString())
        .field("clientsRefused", status.clients())
        .field("lastSecondsAhead", status.secondsAhead())
        .field("ownClockDoubtful", status.ownClockDoubtful())
        .close();
  }
}

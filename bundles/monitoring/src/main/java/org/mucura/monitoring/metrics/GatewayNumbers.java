package org.mucura.monitoring.metrics;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.mucura.core.auth.AuthenticatorStatus;
import org.mucura.core.lease.Lease;
import org.mucura.core.store.StoreStatus;
import org.mucura.core.store.StoreStatus.Kind;
import org.mucura.core.store.Stores;
import org.mucura.http.ServerLoad;
import org.mucura.s3.load.S3Load;
import org.mucura.spi.blob.BlobStore;
import org.mucura.spi.blob.SpaceReporting;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the parts of the gateway say of themselves when they are asked. */
final class GatewayNumbers implements MultiCollector {

  private static final Logger LOG = LoggerFactory.getLogger(GatewayNumbers.class);

  private final Sources sources;

  GatewayNumbers(Sources sources) {
    this.sources = sources;
  }

  @Override
  public MetricSnapshots collect() {
    Families numbers = new Families();
    stores(numbers);
    authenticators(numbers);
    S3Load s3 = sources.s3();
    if (s3 != null) {
      admission(numbers, s3);
    }
    ServerLoad server = sources.server();
    if (server != null) {
      server(numbers, server);
    }
    numbers.gauge(
        "mucura_ready",
        "Whether requests can be served: 1, or 0",
        sources.health().report().isReady() ? 1 : 0);
    numbers.counter(
        "mucura_access_log_dropped_lines",
        "Lines of the access log that were left out",
        sources.accessLog().dropped());
    return numbers.all();
  }

  private void stores(Families numbers) {
    for (StoreStatus store : sources.stores().list()) {
      String[] labels = {"kind", kind(store), "store", store.name()};
      numbers.gauge(
          "mucura_store_leases", "Uses of a store that are under way", store.leases(), labels);
      numbers.gauge(
          "mucura_store_active",
          "Whether the settings name a store that is there: 1, or 0",
          store.active() ? 1 : 0,
          labels);
      numbers.counter(
          "mucura_store_failures",
          "What a store could not do, through no fault of a client",
          sources.stores().failures(store.kind(), store.name()),
          labels);
      if (store.kind() == Kind.BLOBS) {
        space(numbers, store.name(), labels);
      }
    }
  }

  private static String kind(StoreStatus store) {
    return store.kind().name().toLowerCase(Locale.ROOT);
  }

  private void space(Families numbers, String name, String[] labels) {
    SpaceReporting.@Nullable Space space = space(sources.stores(), name);
    if (space != null) {
      numbers.gauge("mucura_store_bytes", "The size of a store's medium", space.total(), labels);
      numbers.gauge(
          "mucura_store_usable_bytes",
          "What can still be written to a store",
          space.usable(),
          labels);
    }
  }

  /** Whatever a store throws here concerns nobody else. */
  private static SpaceReporting.@Nullable Space space(Stores stores, String name) {
    try (Lease<BlobStore> lease = stores.blobs(name)) {
      return lease.service() instanceof SpaceReporting reporting ? reporting.space() : null;
    } catch (IOException | RuntimeException e) {
      LOG.debug("the store {} does not say how much room it has", name, e);
      return null;
    }
  }

  private void authenticators(Families numbers) {
    for (AuthenticatorStatus one : sources.authenticators().list()) {
      numbers.gauge(
          "mucura_authenticator_leases",
          "Requests that an authenticator is judging",
          one.leases(),
          "authenticator",
          one.name());
    }
  }

  private static void admission(Families numbers, S3Load load) {
    for (S3Load.OfWork work : load.work()) {
      String[] labels = {"work", work.work()};
      numbers.gauge(
          "mucura_admission_places",
          "How many requests are worked on at most",
          work.places(),
          labels);
      numbers.gauge("mucura_admission_taken", "Requests that are worked on", work.taken(), labels);
      numbers.gauge(
          "mucura_admission_waiting", "Requests that wait in line", work.waiting(), labels);
      numbers.counter(
          "mucura_admission_refused",
          "Requests that were told to slow down",
          work.refused(),
          labels);
    }
    numbers.gauge(
        "mucura_slow_transfers", "Transfers with slow clients, without a place", load.slow());
    numbers.counter(
        "mucura_slow_transfers_cut", "Transfers with slow clients that were cut", load.cut());
  }

  private static void server(Families numbers, ServerLoad server) {
    for (ServerLoad.OfListener listener : server.listeners()) {
      String[] labels = {"listener", listener.listener()};
      numbers.gauge("mucura_http_connections", "Open connections", listener.connections(), labels);
      numbers.gauge(
          "mucura_http_requests",
          "Requests that are not answered yet",
          listener.requests(),
          labels);
      numbers.counter(
          "mucura_tls_handshakes_failed",
          "TLS connections that did not come about",
          listener.handshakesFailed(),
          labels);
    }
    numbers.gauge("mucura_http_threads_busy", "Busy threads of the server", server.threadsBusy());
    numbers.gauge("mucura_http_threads_max", "The most threads there may be", server.threadsMax());
    numbers.gauge(
        "mucura_http_tasks_waiting", "Tasks that wait for a thread", server.tasksWaiting());
  }
}

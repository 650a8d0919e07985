package org.mucura.monitoring.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.mucura.http.EndedExchange;
import org.mucura.http.ExchangeNotes;
import org.mucura.http.ExchangeObserver;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/**
 * Counts and times exchanges, by operation. Each instrument is made once and found by two look-ups:
 * this is done for every request.
 *
 * <p>Has the registry of all metrics and needs nobody: the server waits for its observers, so these
 * must not wait for the server.
 */
@Component(service = {RequestMeters.class, ExchangeObserver.class})
public final class RequestMeters implements ExchangeObserver {

  /** What is none of S3's operations, or was not told apart. */
  private static final String NO_OPERATION = "none";

  /** What is no error. */
  private static final String NO_ERROR = "OK";

  private static final String CUT = "Cut";

  private static final Duration[] BUCKETS = {
    Duration.ofMillis(1),
    Duration.ofNanos(2_500_000),
    Duration.ofMillis(5),
    Duration.ofMillis(10),
    Duration.ofMillis(25),
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(250),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofMillis(2500),
    Duration.ofSeconds(5),
    Duration.ofSeconds(10),
    Duration.ofSeconds(60),
    Duration.ofMinutes(10)
  };

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Map<String, OfOperation> operations = new ConcurrentHashMap<>();
  private final Counter skewed;

  @Activate
  public RequestMeters() {
    this.skewed =
        Counter.builder("mucura.requests.skewed")
            .description("Requests refused because the client's clock differs too much")
            .register(registry);
    OfOperation unused = of(NO_OPERATION);
  }

  /** Where they are registered. */
  PrometheusMeterRegistry registry() {
    return registry;
  }

  @Override
  public void ended(EndedExchange exchange) {
    ExchangeNotes notes = exchange.notes();
    String name = notes.operation();
    of(name.isEmpty() ? NO_OPERATION : name).ended(exchange);
    if (notes.clientTime() != null) {
      skewed.increment();
    }
  }

  private OfOperation of(String name) {
    OfOperation known = operations.get(name);
    return known != null ? known : operations.computeIfAbsent(name, OfOperation::new);
  }

  /** The instruments of one operation. */
  private final class OfOperation {

    private final String name;
    private final Timer duration;
    private final Counter received;
    private final Counter sent;

    /** By code and status: few of each. */
    private final Map<String, Map<Integer, Counter>> outcomes = new ConcurrentHashMap<>();

    OfOperation(String name) {
      this.name = name;
      duration =
          Timer.builder("mucura.request.duration")
              .description("From the first byte of a request to the end of its answer")
              .tag("operation", name)
              .serviceLevelObjectives(BUCKETS)
              .register(registry);
      received =
          Counter.builder("mucura.received.bytes")
              .description("Bytes of bodies of requests")
              .tag("operation", name)
              .register(registry);
      sent =
          Counter.builder("mucura.sent.bytes")
              .description("Bytes of bodies of answers")
              .tag("operation", name)
              .register(registry);
    }

    void ended(EndedExchange exchange) {
      duration.record(exchange.nanos(), TimeUnit.NANOSECONDS);
      received.increment((double) exchange.bytesIn());
      sent.increment((double) exchange.bytesOut());
      outcome(code(exchange.notes()), exchange.status()).increment();
    }

    /** Looks before it makes anything, for that takes a lock. */
    private Counter outcome(String code, int status) {
      Map<Integer, Counter> ofCode = outcomes.get(code);
      Counter known = ofCode == null ? null : ofCode.get(status);
      return known != null
          ? known
          : outcomes
              .computeIfAbsent(code, fresh -> new ConcurrentHashMap<>())
              .computeIfAbsent(status, fresh -> counter(fresh, code));
    }

    private Counter counter(int status, String code) {
      return Counter.builder("mucura.requests")
          .description("Requests that ended, by operation, HTTP status and S3's error code")
          .tag("operation", name)
          .tag("status", Integer.toString(status))
          .tag("code", code)
          .register(registry);
    }
  }

  @Deactivate
  void close() {
    registry.close();
  }

  /** An answer that was cut off has perhaps begun as a good one. */
  private static String code(ExchangeNotes notes) {
    if (!notes.error().isEmpty()) {
      return notes.error();
    }
    return notes.isCut() ? CUT : NO_ERROR;
  }
}

package org.mucura.http.server;

import java.time.Duration;
import java.util.Set;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.mucura.http.MinimumRate;
import org.mucura.http.routing.ApplicationRegistry;
import org.mucura.http.routing.Exchange;
import org.mucura.http.routing.Route;
import org.mucura.http.routing.ServedApplication;

/** Gives a listener's requests to the applications that claim their paths. */
final class Dispatcher extends Handler.Abstract implements WaitingRoom.Desk {

  /**
   * What Jetty makes of unescaped bytes that are no UTF-8: different keys would become the same.
   */
  private static final char REPLACEMENT = '\uFFFD';

  /** They speak to servers of other kinds; one has no path, the other echoes credentials. */
  private static final Set<String> NEVER_SERVED = Set.of("CONNECT", "TRACE");

  /** The paths of health checks: cheap to answer, and few. */
  private static final Set<String> PROBES = Set.of("/-/health/live", "/-/health/ready");

  private static final ErrorPage ERRORS = new ErrorPage();

  private final String listener;
  private final ApplicationRegistry applications;
  private final SharedResources resources;
  private final Load load;
  private final MinimumRate rate;
  private final SlowReaders slowReaders;
  private final WaitingRoom waiting;
  private final Runnable applicationCame;

  Dispatcher(ListenerConfig config, ApplicationRegistry applications, SharedResources resources) {
    listener = config.name();
    this.applications = applications;
    this.resources = resources;
    load = new Load(config.requestsMax());
    rate = new MinimumRate(config.rateMin(), Duration.ofMillis(config.rateAfterMillis()));
    slowReaders = new SlowReaders(rate, resources.scheduler());
    waiting = new WaitingRoom(config.waitersMax(), Duration.ofMillis(config.waitMillis()), this);
    applicationCame = waiting::tryAgain;
  }

  Load load() {
    return load;
  }

  @Override
  protected void doStart() throws Exception {
    super.doStart();
    applications.observe(applicationCame);
    slowReaders.start();
  }

  @Override
  protected void doStop() throws Exception {
    slowReaders.stop();
    applications.ignore(applicationCame);
    super.doStop();
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    Exchange exchange = exchange(request, response, callback);
    boolean crowded = !load.begin(request) || resources.isOverloaded();
    if (crowded && !isProbe(request)) {
      refuse(exchange);
      return true;
    }
    if (NEVER_SERVED.contains(request.getMethod())) {
      close(response);
      answer(exchange, HttpStatus.METHOD_NOT_ALLOWED_405);
      return true;
    }
    if (request.getHttpURI().getPathQuery().indexOf(REPLACEMENT) >= 0) {
      answer(exchange, HttpStatus.BAD_REQUEST_400);
      return true;
    }
    Route route = lease(exchange);
    if (route instanceof ServedApplication application) {
      serve(application, exchange);
    } else if (route == Route.Unserved.NOWHERE) {
      answer(exchange, HttpStatus.NOT_FOUND_404);
    } else if (!waiting.admit(exchange)) {
      refuse(exchange);
    }
    return true;
  }

  /** Whoever asks whether all is well is told so, above all when much goes on. */
  private static boolean isProbe(Request request) {
    return PROBES.contains(request.getHttpURI().getPath());
  }

  private Exchange exchange(Request request, Response response, Callback callback) {
    Callback lingering = new LingeringCallback(request, response, callback);
    SlowReaders.Watched watched = slowReaders.watch(response);
    return new Exchange(new RateLimitedRequest(request, rate, watched), watched, lingering);
  }

  private static void serve(ServedApplication application, Exchange exchange) throws Exception {
    if (!application.serve(exchange)) {
      answer(exchange, HttpStatus.NOT_FOUND_404);
    }
  }

  @Override
  public Route lease(Exchange exchange) {
    HttpURI uri = exchange.request().getHttpURI();
    return applications.lease(listener, uri.getHost(), uri.getPath());
  }

  @Override
  public void serveLater(ServedApplication application, Exchange exchange) {
    exchange
        .request()
        .getComponents()
        .getExecutor()
        .execute(
            () -> {
              try {
                serve(application, exchange);
              } catch (Exception e) {
                Response.writeError(
                    exchange.request(), exchange.response(), exchange.callback(), e);
              }
            });
  }

  @Override
  public void refuse(Exchange exchange) {
    answer(exchange, HttpStatus.SERVICE_UNAVAILABLE_503);
  }

  /** Not by Jetty's own means, which give a body up at once. */
  private static void answer(Exchange exchange, int status) {
    Request request = exchange.request();
    exchange.response().setStatus(status);
    if (request.getLength() > 0 || request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING)) {
      close(exchange.response());
    }
    ERRORS.handle(request, exchange.response(), exchange.callback());
  }

  private static void close(Response response) {
    response.getHeaders().put(HttpHeader.CONNECTION, HttpHeaderValue.CLOSE.asString());
  }
}

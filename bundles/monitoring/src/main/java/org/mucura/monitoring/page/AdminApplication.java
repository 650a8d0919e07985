package org.mucura.monitoring.page;

import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.mucura.http.Application;
import org.mucura.http.ExchangeNotes;
import org.mucura.monitoring.metrics.Metrics;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The pages of the administrative listener. They tell, and change nothing. */
@Component(
    property = {"name=admin", "listeners=admin", "paths=/", "paths=/-/health", "paths=/-/metrics"})
public final class AdminApplication implements Application {

  private static final String INDEX =
      """
      Mucura
      /-/health        what is well and what is not (JSON)
      /-/health/live   whether the process answers
      /-/health/ready  whether requests can be served
      /-/metrics       metrics for Prometheus
      """;

  private final HealthPage health;
  private final Metrics metrics;

  @Activate
  public AdminApplication(@Reference HealthPage health, @Reference Metrics metrics) {
    this.health = health;
    this.metrics = metrics;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    ExchangeNotes.of(request).operation("AdminPage");
    if (Page.mayLook(request, response, callback)) {
      page(request.getHttpURI().getPath()).answer(request, response, callback);
    }
    return true;
  }

  private Page page(String path) {
    return switch (path) {
      case "/" -> Page.of(HttpStatus.OK_200, INDEX);
      case "/-/health" -> health.page();
      case "/-/metrics" -> new Page(HttpStatus.OK_200, Metrics.CONTENT_TYPE, metrics.text());
      default -> Page.of(HttpStatus.NOT_FOUND_404, "There is no such page.\n" + INDEX);
    };
  }
}

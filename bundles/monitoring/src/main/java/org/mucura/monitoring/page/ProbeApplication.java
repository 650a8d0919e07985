package org.mucura.monitoring.page;

import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.mucura.http.Application;
import org.mucura.http.ExchangeNotes;
import org.mucura.monitoring.health.HealthComponent;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Says on every listener whether the process answers, and whether it can serve: by a status and a
 * word, and nothing else, for anybody may ask.
 */
@Component(
    property = {
      "name=probe",
      "listeners=" + Application.EVERY_LISTENER,
      "paths=" + ProbeApplication.LIVE,
      "paths=" + ProbeApplication.READY
    })
public final class ProbeApplication implements Application {

  static final String LIVE = "/-/health/live";
  static final String READY = "/-/health/ready";

  private final HealthComponent health;

  @Activate
  public ProbeApplication(@Reference HealthComponent health) {
    this.health = health;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    String path = request.getHttpURI().getPath();
    if (!path.equals(LIVE) && !path.equals(READY)) {
      return false;
    }
    ExchangeNotes.of(request).operation("HealthProbe");
    if (Page.mayLook(request, response, callback)) {
      page(path).answer(request, response, callback);
    }
    return true;
  }

  private Page page(String path) {
    if (path.equals(LIVE)) {
      return Page.of(HttpStatus.OK_200, "live\n");
    }
    return health.report().isReady()
        ? Page.of(HttpStatus.OK_200, "ready\n")
        : Page.of(HttpStatus.SERVICE_UNAVAILABLE_503, "unready\n");
  }
}

package org.mucura.monitoring.accesslog;

import org.mucura.http.EndedExchange;
import org.mucura.http.ExchangeObserver;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.Designate;

/** The access log: a line for every exchange of every listener. */
@Component(
    service = {ExchangeObserver.class, AccessLog.class},
    configurationPid = "org.mucura.monitoring.access")
@Designate(ocd = LineConfig.class)
public final class AccessLog implements ExchangeObserver {

  private final RequestLog log;

  @Activate
  public AccessLog(LineConfig config) {
    this.log = new RequestLog(config);
  }

  @Override
  public void ended(EndedExchange exchange) {
    log.write(exchange);
  }

  /**
   * How many lines were left out since the start, because they came too fast or no disk took them.
   */
  public long dropped() {
    return log.dropped();
  }

  @Deactivate
  void close() {
    log.close();
  }
}

package org.mucura.monitoring.accesslog;

import java.util.Set;
import org.mucura.http.EndedExchange;
import org.mucura.http.ExchangeNotes;
import org.mucura.http.ExchangeObserver;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.Designate;

/**
 * The audit log: the lines of the access log that tell of a denial or of a bucket that was made or
 * removed, in a file of their own, so that they are kept for longer.
 */
@Component(service = ExchangeObserver.class, configurationPid = "org.mucura.monitoring.audit")
@Designate(ocd = LineConfig.class)
public final class AuditLog implements ExchangeObserver {

  private static final Set<String> OPERATIONS = Set.of("CreateBucket", "DeleteBucket");
  private static final int DENIED = 403;

  private final RequestLog log;

  @Activate
  public AuditLog(LineConfig config) {
    this.log = new RequestLog(config);
  }

  @Override
  public void ended(EndedExchange exchange) {
    if (isOfNote(exchange)) {
      log.write(exchange);
    }
  }

  private static boolean isOfNote(EndedExchange exchange) {
    ExchangeNotes notes = exchange.notes();
    return exchange.status() == DENIED || OPERATIONS.contains(notes.operation());
  }

  @Deactivate
  void close() {
    log.close();
  }
}

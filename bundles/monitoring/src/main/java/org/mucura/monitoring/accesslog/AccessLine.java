package org.mucura.monitoring.accesslog;

import org.mucura.http.EndedExchange;
import org.mucura.http.ExchangeNotes;
import org.mucura.wire.json.JsonText;

/** A request as a line of JSON. What is not known or not there is left out. */
final class AccessLine {

  private AccessLine() {}

  /** Adds the line, with its end. */
  static void append(StringBuilder out, EndedExchange exchange) {
    ExchangeNotes notes = exchange.notes();
    JsonText line = new JsonText(out).open();
    line.field("time", exchange.begin().toString())
        .field("request", notes.requestId())
        .fieldIfAny("remote", exchange.remote())
        .field("listener", exchange.listener())
        .fieldIfAny("account", notes.account())
        .fieldIfAny("accessKey", notes.credential())
        .field("method", exchange.method())
        .fieldIfAny("operation", notes.operation())
        .fieldIfAny("bucket", notes.bucket())
        .fieldIfAny("key", notes.key())
        .field("status", exchange.status())
        .fieldIfAny("error", notes.error());
    if (notes.isCut()) {
      line.field("cut", true);
    }
    line.field("bytesIn", exchange.bytesIn())
        .field("bytesOut", exchange.bytesOut())
        .fieldInThousandths("millis", Math.max(0, exchange.nanos() / 1000))
        .fieldIfAny("userAgent", exchange.userAgent())
        .close();
    out.append('\n');
  }
}

package org.mucura.monitoring.accesslog;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.mucura.http.EndedExchange;

/** A file with a line for each request that is handed over, or none if it is switched off. */
final class RequestLog implements AutoCloseable {

  private final @Nullable LineWriter writer;

  RequestLog(LineConfig config) {
    writer =
        config.file().isEmpty()
            ? null
            : new LineWriter(
                new LineFile(
                    Path.of(config.file()),
                    Math.max(1, config.sizeMaxMiB()) * (1L << 20),
                    Math.max(0, config.filesMax())));
  }

  void write(EndedExchange exchange) {
    if (writer != null) {
      writer.write(exchange);
    }
  }

  long dropped() {
    return writer == null ? 0 : writer.dropped();
  }

  @Override
  public void close() {
    if (writer != null) {
      writer.close();
    }
  }
}

package org.mucura.monitoring.accesslog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.annotation.Annotation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.mucura.http.EndedExchange;
import org.mucura.http.ExchangeNotes;
import org.mucura.monitoring.Exchanges;

/** A line for each exchange, whatever it was. */
public class AccessLogTest {

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  @Test
  public void aLineSaysAllThatIsKnown() throws IOException {
    ExchangeNotes notes = Exchanges.notes();
    notes.operation("GetObject");
    notes.target("photos", "a\nb\"c");
    notes.principal("123456789012", "AKIDEXAMPLE");
    notes.error("NoSuchKey");
    assertThat(lines(Exchanges.ended(notes, 404)))
        .containsExactly(
            "{\"time\":\"2026-11-27T10:00:00.125Z\",\"request\":\""
                + notes.requestId()
                + "\",\"remote\":\"127.0.0.1\",\"listener\":\"s3\",\"account\":\"123456789012\","
                + "\"accessKey\":\"AKIDEXAMPLE\",\"method\":\"GET\",\"operation\":\"GetObject\","
                + "\"bucket\":\"photos\",\"key\":\"a\\u000ab\\\"c\",\"status\":404,"
                + "\"error\":\"NoSuchKey\",\"bytesIn\":3,\"bytesOut\":5,\"millis\":1.234,"
                + "\"userAgent\":\"agent/1\"}");
  }

  @Test
  public void whatIsNotKnownIsLeftOut() throws IOException {
    ExchangeNotes notes = Exchanges.notes();
    notes.cut();
    assertThat(lines(Exchanges.ended(notes, 400, "", "")))
        .containsExactly(
            "{\"time\":\"2026-11-27T10:00:00.125Z\",\"request\":\""
                + notes.requestId()
                + "\",\"listener\":\"s3\",\"method\":\"GET\",\"status\":400,\"cut\":true,"
                + "\"bytesIn\":3,\"bytesOut\":5,\"millis\":1.234}");
  }

  @Test
  public void whatComesTooFastIsLeftOutAndTold() throws IOException {
    List<EndedExchange> many = new ArrayList<>();
    // more than are written while these are handed over
    for (int i = 0; i < 200_000; i++) {
      many.add(Exchanges.ended(Exchanges.notes(), 200));
    }
    AccessLog log = open();
    many.forEach(log::ended);
    log.close();
    List<String> lines = Files.readAllLines(file());
    long told =
        lines.stream()
            .filter(line -> line.contains("\"dropped\":"))
            .mapToLong(line -> Long.parseLong(line.replaceAll(".*\"dropped\":([0-9]+)}", "$1")))
            .sum();
    long written = lines.stream().filter(line -> line.contains("\"request\":")).count();
    assertThat(log.dropped()).isPositive().isEqualTo(told);
    assertThat(written + told).isEqualTo(many.size());
  }

  @Test
  public void aFileThatCannotBeWrittenHarmsNobody() throws IOException {
    Files.createDirectory(file());
    AccessLog log = open();
    log.ended(Exchanges.ended(Exchanges.notes(), 200));
    log.close();
    assertThat(log.dropped()).isEqualTo(1);
  }

  @Test
  public void noFileIsNoLog() {
    AccessLog log = new AccessLog(new Settings("", 1, 1));
    log.ended(Exchanges.ended(Exchanges.notes(), 200));
    log.close();
    assertThat(folder.getRoot()).isEmptyDirectory();
  }

  @Test
  public void denialsAndBucketsAreAudited() throws IOException {
    AuditLog log = new AuditLog(new Settings(file().toString(), 1, 1));
    for (String operation : List.of("GetObject", "CreateBucket", "DeleteBucket")) {
      ExchangeNotes notes = Exchanges.notes();
      notes.operation(operation);
      log.ended(Exchanges.ended(notes, 200));
    }
    ExchangeNotes denied = Exchanges.notes();
    denied.operation("PutObject");
    denied.error("AccessDenied");
    log.ended(Exchanges.ended(denied, 403));
    log.close();
    assertThat(Files.readAllLines(file()))
        .hasSize(3)
        .anyMatch(line -> line.contains("CreateBucket"))
        .anyMatch(line -> line.contains("DeleteBucket"))
        .anyMatch(line -> line.contains("\"error\":\"AccessDenied\""));
  }

  private List<String> lines(EndedExchange ended) throws IOException {
    AccessLog log = open();
    log.ended(ended);
    log.close();
    return Files.readAllLines(file());
  }

  private AccessLog open() {
    return new AccessLog(new Settings(file().toString(), 256, 1));
  }

  private Path file() {
    return folder.getRoot().toPath().resolve("access.log");
  }

  @SuppressWarnings("BadAnnotationImplementation") // compared by nobody
  private record Settings(String file, int sizeMaxMiB, int filesMax) implements LineConfig {

    @Override
    public Class<? extends Annotation> annotationType() {
      return LineConfig.class;
    }
  }
}

package org.mucura.commands;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.mucura.commands.gateway.Gateway;
import org.mucura.commands.output.Age;
import org.mucura.commands.output.Report;
import org.mucura.commands.output.Sheet;
import org.mucura.core.S3Exception;
import org.mucura.core.job.JobList;
import org.mucura.core.job.JobList.JobState;
import org.mucura.core.key.MasterKeyException;
import org.mucura.core.key.MasterKeys;
import org.mucura.core.scrub.Scrub;
import org.mucura.core.scrub.ScrubStatus;
import org.mucura.core.store.StoreStatus.Kind;
import org.mucura.core.store.Stores;
import org.mucura.http.Endpoint;

/** {@code mucura:status}. */
@Service
@Command(
    scope = "mucura",
    name = "status",
    description = "Shows whether the gateway is ready and what it is at",
    detailedDescription =
        """
        Whatever of it can be told is told, also while a store is away; what is wrong stands under \
        problems, and the gateway is ready if there are none.
        """)
@SuppressWarnings("NullAway.Init")
public final class ShowStatus extends AdminAction {

  /** More findings are not counted. */
  private static final int COUNTED = 1_000;

  @Option(name = "--json", description = JSON)
  boolean json;

  @Reference Gateway gateway;
  @Reference Stores stores;
  @Reference MasterKeys keys;
  @Reference Scrub scrub;
  @Reference JobList jobs;

  private final List<String> problems = new ArrayList<>();

  @Override
  void act() throws IOException {
    problems.addAll(gateway.problems());
    boolean metadata = isThere(Kind.METADATA);
    if (!metadata) {
      problems.add("the configured metadata store is not there");
    }
    if (!isThere(Kind.BLOBS)) {
      problems.add("no configured content store is there");
    }
    Optional<String> key = metadata ? told(() -> keys.current().id()) : Optional.empty();
    Optional<Instant> since = key.flatMap(id -> told(keys::currentSince));
    Optional<ScrubStatus> scrubbed = metadata ? told(scrub::status) : Optional.empty();
    Optional<Integer> findings = scrubbed.flatMap(s -> told(() -> scrub.findings(COUNTED).size()));
    Optional<List<JobState>> done = metadata ? told(jobs::list) : Optional.empty();

    Sheet sheet = new Sheet().member("ready", problems.isEmpty()).member("problems", problems);
    sheet.text("ready", problems.isEmpty() ? "yes" : "no");
    problems.forEach(problem -> sheet.text("problem", problem));
    tellProcess(sheet);
    sheet.line("master key", "masterKey", key).line("current since", "masterKeySince", since);
    tellScrub(sheet, scrubbed, findings);
    sheet
        .table(endpointReport())
        .table(ListStores.report(stores))
        .table(jobReport(done.orElse(List.of())))
        .print(out(), json);
  }

  private boolean isThere(Kind kind) {
    return stores.list().stream().anyMatch(store -> store.kind() == kind && store.active());
  }

  /** What the metadata tells; empty, and a problem, if it does not. */
  private <T> Optional<T> told(Supplier<T> question) {
    try {
      return Optional.of(question.get());
    } catch (MasterKeyException e) {
      note(e.reason());
    } catch (S3Exception e) {
      note(reason(e));
    }
    return Optional.empty();
  }

  private void note(String problem) {
    if (!problems.contains(problem)) {
      problems.add(problem);
    }
  }

  private void tellProcess(Sheet sheet) throws IOException {
    Instant started = gateway.started();
    Duration up = Duration.between(started, Instant.now());
    Runtime runtime = Runtime.getRuntime();
    sheet
        .line("version", "version", gateway.version())
        .line("java", "java", Runtime.version().toString())
        .line("process", "pid", ProcessHandle.current().pid())
        .line("started", "started", started)
        .text("up for", Age.tell(up))
        .member("uptimeSeconds", up.toSeconds())
        .line("folder", "folder", gateway.folder().toString())
        .line("bytes free", "freeBytes", Files.getFileStore(gateway.folder()).getUsableSpace())
        .line("heap bytes", "heapBytes", runtime.totalMemory() - runtime.freeMemory())
        .line("at most", "heapBytesMax", runtime.maxMemory())
        .line("region", "region", gateway.region());
  }

  private static void tellScrub(
      Sheet sheet, Optional<ScrubStatus> status, Optional<Integer> findings) {
    sheet
        .text("scrub", status.flatMap(ScrubStatus::underWay).map(ShowScrub::tell).orElse("rests"))
        .text(
            "last pass",
            status.flatMap(ScrubStatus::last).map(ShowScrub::tell).orElse("none has ended yet"))
        .member("scrub", status.map(known -> ShowScrub.object(known).with("findings", findings)))
        .text("damaged", findings.map(ShowStatus::count).orElse("not known"));
  }

  private static String count(int findings) {
    return findings == 0 ? "nothing known" : findings + (findings == COUNTED ? " or more" : "");
  }

  private Report<Endpoint> endpointReport() {
    return new Report<Endpoint>("listeners", "No listener is open")
        .column("Listener", "name", Endpoint::listener)
        .column("Endpoint", "endpoint", Endpoint::uri)
        .addAll(gateway.endpoints());
  }

  private static Report<JobState> jobReport(List<JobState> done) {
    return new Report<JobState>("jobs", "No job has run yet")
        .column("Job", "name", JobState::name)
        .column("Running", "running", JobState::running)
        .column("Not before", "due", JobState::due)
        .addAll(done);
  }
}

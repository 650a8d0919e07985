package org.mucura.commands;

import java.util.List;
import java.util.Map;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.mucura.commands.output.Report;
import org.mucura.commands.output.Sheet;
import org.mucura.core.fsck.Finding;
import org.mucura.core.fsck.Finding.Kind;
import org.mucura.core.fsck.Fsck;
import org.mucura.core.fsck.FsckReport;
import org.mucura.wire.json.JsonObject;

/** {@code mucura:fsck}. */
@Service
@Command(
    scope = "mucura",
    name = "fsck",
    description = "Compares metadata and contents with each other, while requests are served",
    detailedDescription =
        """
        The exit status is 1 if something is wrong that was not repaired. Contents are not read; \
        mucura:scrub-start does that.

        Examples:
          mucura:fsck
          mucura:fsck --json
          mucura:fsck --repair
        """)
@SuppressWarnings("NullAway.Init")
public final class CheckStores extends AdminAction {

  /** The version of the report in JSON: names that it has keep their meaning. */
  private static final int FORMAT = 1;

  private static final int SHOWN = 100;

  @Option(
      name = "--repair",
      description =
          "Corrects counters and removes what no record names; never anything that a record names")
  boolean repair;

  @Option(name = "--json", description = JSON)
  boolean json;

  @Reference Fsck fsck;

  @Override
  void act() throws InterruptedException {
    FsckReport report = fsck.run(repair);
    sheet(report).print(out(), json);
    if (report.left() > 0) {
      endAsWrong();
    }
  }

  /** Its table has as many findings as people read. */
  private Sheet sheet(FsckReport report) {
    long records = report.records().values().stream().mapToLong(Long::longValue).sum();
    List<Finding> kept = report.findings();
    List<Finding> listed = json ? kept : kept.subList(0, Math.min(SHOWN, kept.size()));
    Sheet sheet =
        new Sheet()
            .member("format", FORMAT)
            .member("begun", report.begun())
            .member("ended", report.ended())
            .member("repair", report.repair())
            .member("clean", report.left() == 0)
            .text("records", String.valueOf(records))
            .member("records", letters(report.records()))
            .line("contents", "contents", report.contents())
            .line("bytes", "bytes", report.bytes());
    if (report.busy() > 0) {
      sheet.text(
          "not judged", "the usage of %d that changes all the time".formatted(report.busy()));
    }
    sheet
        .member("busyUsage", report.busy())
        .text("findings", "%d, %d of them not repaired".formatted(report.all(), report.left()))
        .member("found", kinds(report.found()))
        .member("mended", kinds(report.mended()))
        .member("left", report.left());
    if (report.all() > SHOWN) {
      sheet.text("more", "than are below; --json has up to " + FsckReport.KEPT_MAX);
    }
    return sheet
        .member("findingsNotListed", report.all() - kept.size())
        .table(findings().addAll(listed));
  }

  private static JsonObject letters(Map<Character, Long> counts) {
    JsonObject object = new JsonObject();
    counts.forEach((letter, count) -> object.with(String.valueOf(letter), count));
    return object;
  }

  private static JsonObject kinds(Map<Kind, Long> counts) {
    JsonObject object = new JsonObject();
    counts.forEach((kind, count) -> object.with(kind.reportName(), count));
    return object;
  }

  private static Report<Finding> findings() {
    return new Report<Finding>("findings", "Metadata and contents agree")
        .column("What", "kind", finding -> finding.kind().reportName())
        .column("Object", "object", Finding::object)
        .column("Store", "store", finding -> ShowScrub.store(finding.store()))
        .column("Where", "place", Finding::place)
        .column("Why", "reason", Finding::reason)
        .column("Repaired", "mended", Finding::mended);
  }
}

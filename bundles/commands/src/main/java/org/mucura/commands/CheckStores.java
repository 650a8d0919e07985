package org.mucura.commands;

import java.util.List;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.table.ShellTable;
import org.jspecify.annotations.Nullable;
import org.mucura.core.S3Exception;
import org.mucura.core.fsck.Finding;
import org.mucura.core.fsck.Fsck;
import org.mucura.core.fsck.FsckReport;

/** {@code mucura:fsck}. */
@Service
@Command(
    scope = "mucura",
    name = "fsck",
    description =
        "Compares metadata and contents with each other, while requests are served; the exit status"
            + " is 1 if something is wrong that was not repaired")
@SuppressWarnings("NullAway.Init")
public final class CheckStores implements Action {

  /** What a shell sees of findings. */
  private static final int WRONG = 1;

  private static final int SHOWN = 100;

  @Option(
      name = "--repair",
      description =
          "Corrects counters and removes what no record names; never anything that a record names")
  boolean repair;

  @Option(name = "--json", description = "Gives the report as one line of JSON")
  boolean json;

  @Reference Fsck fsck;
  @Reference Session session;

  @Override
  public @Nullable Object execute() throws InterruptedException {
    FsckReport report;
    try {
      report = fsck.run(repair);
    } catch (S3Exception e) {
      throw new IllegalStateException(
          "the metadata store does not answer; mucura:stores shows whether it is there, "
              + "DIR/data/log/mucura.log why not",
          e);
    }
    if (json) {
      session.getConsole().println(report.json());
    } else {
      tell(report);
    }
    return report.left() == 0 ? null : WRONG;
  }

  private void tell(FsckReport report) {
    List<Finding> findings = report.findings();
    if (!findings.isEmpty()) {
      table(findings.subList(0, Math.min(SHOWN, findings.size())));
    }
    if (report.all() > SHOWN) {
      say("and %d more; --json has up to %d", report.all() - SHOWN, FsckReport.KEPT_MAX);
    }
    long records = report.records().values().stream().mapToLong(Long::longValue).sum();
    say(
        "%d records, which name %d contents of %d bytes",
        records, report.contents(), report.bytes());
    if (report.busy() > 0) {
      say(
          "the usage of %d buckets and accounts changed all the time and was not judged",
          report.busy());
    }
    say("%d findings, %d of them not repaired", report.all(), report.left());
  }

  private void table(List<Finding> findings) {
    ShellTable table = new ShellTable();
    table.column("What");
    table.column("Object");
    table.column("Store");
    table.column("Where");
    table.column("Why");
    table.column("Repaired");
    for (Finding finding : findings) {
      table
          .addRow()
          .addContent(
              finding.kind().reportName(),
              finding.object().orElse(""),
              finding.store().isEmpty() ? "(metadata)" : finding.store(),
              finding.place(),
              finding.reason(),
              finding.mended() ? "yes" : "no");
    }
    table.print(session.getConsole());
  }

  private void say(String format, Object... values) {
    session.getConsole().printf(format + "%n", values);
  }
}

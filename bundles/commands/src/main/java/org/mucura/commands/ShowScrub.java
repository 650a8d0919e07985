package org.mucura.commands;

import java.util.List;
import java.util.Set;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.table.ShellTable;
import org.jspecify.annotations.Nullable;
import org.mucura.core.scrub.Finding;
import org.mucura.core.scrub.Scrub;
import org.mucura.core.scrub.ScrubStatus;
import org.mucura.core.scrub.ScrubStatus.Count;

/** {@code mucura:scrub-status}. */
@Service
@Command(
    scope = "mucura",
    name = "scrub-status",
    description = "Shows how far the scrub is and what it found damaged")
@SuppressWarnings("NullAway.Init")
public final class ShowScrub implements Action {

  /** As text: the shell does not hand every number over as one. */
  @Option(name = "--limit", description = "How many findings are shown at most")
  String limit = "100";

  @Reference Scrub scrub;
  @Reference Session session;

  @Override
  public @Nullable Object execute() {
    ScrubStatus status = scrub.status();
    say("under way: %s", status.underWay().map(ShowScrub::tell).orElse("nothing"));
    if (status.requested()) {
      say("next:      wanted now");
    }
    say(
        "last:      %s",
        status
            .last()
            .map(last -> tell(last.count()) + ", ended " + last.at())
            .orElse("no pass has ended yet"));
    int shown = shown();
    findings(scrub.findings(shown + 1), shown);
    return null;
  }

  private int shown() {
    if (!limit.matches("[0-9]{1,6}")) {
      throw new IllegalArgumentException("--limit is a number of up to six digits, not " + limit);
    }
    return Integer.parseInt(limit);
  }

  private static String tell(Count count) {
    return "begun %s, %d blobs and %d bytes read%s"
        .formatted(count.began(), count.blobs(), count.bytes(), tell(count.skipped()));
  }

  private static String tell(Set<String> skipped) {
    if (skipped.isEmpty()) {
      return "";
    }
    List<String> names =
        skipped.stream().map(name -> name.isEmpty() ? "the metadata" : name).sorted().toList();
    return ", not looked at all of " + String.join(", ", names);
  }

  private void findings(List<Finding> found, int shown) {
    ShellTable table = new ShellTable().emptyTableText("Nothing is known to be damaged");
    table.column("What");
    table.column("Object");
    table.column("Store");
    table.column("Where");
    table.column("Why");
    table.column("Found");
    for (Finding finding : found.subList(0, Math.min(shown, found.size()))) {
      table
          .addRow()
          .addContent(
              finding.what(),
              finding.object().map(Finding.Owner::toString).orElse(""),
              finding.store().isEmpty() ? "(metadata)" : finding.store(),
              finding.place(),
              finding.reason(),
              finding.seen());
    }
    table.print(session.getConsole());
    if (found.size() > shown) {
      say("and more: --limit shows them");
    }
  }

  private void say(String format, Object... values) {
    session.getConsole().printf(format + "%n", values);
  }
}

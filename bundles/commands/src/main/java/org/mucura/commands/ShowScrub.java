package org.mucura.commands;

import java.util.List;
import java.util.Set;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.mucura.commands.output.Report;
import org.mucura.commands.output.Sheet;
import org.mucura.core.scrub.Finding;
import org.mucura.core.scrub.Finding.Owner;
import org.mucura.core.scrub.Scrub;
import org.mucura.core.scrub.ScrubStatus;
import org.mucura.core.scrub.ScrubStatus.Count;
import org.mucura.core.scrub.ScrubStatus.Ended;
import org.mucura.wire.json.JsonObject;

/** {@code mucura:scrub-status}. */
@Service
@Command(
    scope = "mucura",
    name = "scrub-status",
    description = "Shows how far the scrub is and what it found damaged")
@SuppressWarnings("NullAway.Init")
public final class ShowScrub extends AdminAction {

  @Option(name = "--limit", description = "How many findings are shown at most")
  String limit = "100";

  @Option(name = "--json", description = JSON)
  boolean json;

  @Reference Scrub scrub;

  @Override
  void act() {
    ScrubStatus status = scrub.status();
    int shown = number("--limit", limit);
    List<Finding> found = scrub.findings(shown + 1);
    Sheet sheet = new Sheet();
    sheet.text("under way", status.underWay().map(ShowScrub::tell).orElse("nothing"));
    if (status.requested()) {
      sheet.text("next", "wanted now");
    }
    sheet.text("last", status.last().map(ShowScrub::tell).orElse("no pass has ended yet"));
    if (found.size() > shown) {
      sheet.text("findings", "those below and more: --limit shows them");
    }
    sheet
        .member("underWay", status.underWay().map(ShowScrub::object))
        .member("requested", status.requested())
        .member("last", status.last().map(ShowScrub::object))
        .member("more", found.size() > shown)
        .table(report().addAll(found.subList(0, Math.min(shown, found.size()))))
        .print(out(), json);
  }

  /** What programs are told of it. */
  static JsonObject object(ScrubStatus status) {
    return new JsonObject()
        .with("underWay", status.underWay().map(ShowScrub::object))
        .with("requested", status.requested())
        .with("last", status.last().map(ShowScrub::object));
  }

  private static JsonObject object(Ended last) {
    return object(last.count()).with("ended", last.at());
  }

  private static JsonObject object(Count count) {
    return new JsonObject()
        .with("began", count.began())
        .with("blobs", count.blobs())
        .with("bytes", count.bytes())
        .with("skipped", named(count.skipped()));
  }

  /** What people are told of a pass that ended. */
  static String tell(Ended last) {
    return tell(last.count()) + ", ended " + last.at();
  }

  /** What people are told of a pass. */
  static String tell(Count count) {
    List<String> skipped = named(count.skipped());
    return "begun %s, %d blobs and %d bytes read%s"
        .formatted(
            count.began(),
            count.blobs(),
            count.bytes(),
            skipped.isEmpty() ? "" : ", not looked at all of " + String.join(", ", skipped));
  }

  private static List<String> named(Set<String> skipped) {
    return skipped.stream().map(name -> name.isEmpty() ? "the metadata" : name).sorted().toList();
  }

  private static Report<Finding> report() {
    return new Report<Finding>("findings", "Nothing is known to be damaged")
        .column("What", "what", Finding::what)
        .shown("Object", finding -> finding.object().map(Owner::toString))
        .member("bucket", finding -> finding.object().map(Owner::bucket))
        .member("key", finding -> finding.object().map(Owner::key))
        .member("uploadId", finding -> finding.object().flatMap(Owner::upload))
        .member("part", finding -> finding.object().map(Owner::part).filter(part -> part > 0))
        .column("Store", "store", finding -> store(finding.store()))
        .column("Where", "place", Finding::place)
        .column("Why", "reason", Finding::reason)
        .column("Found", "seen", Finding::seen);
  }

  /**
   * The name by which a finding's store is told.
   *
   * @param store a content store, or nothing for the metadata store
   */
  static String store(String store) {
    return store.isEmpty() ? "(metadata)" : store;
  }
}

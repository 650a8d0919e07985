package org.mucura.core.fsck;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What was looked at and what was found.
 *
 * @param repair whether it was to be mended
 * @param records how many there are of each type, by its letter
 * @param contents that records name
 * @param bytes of these contents, as clients see them
 * @param busy of how many buckets and accounts the usage changed all the time, so that nobody can
 *     say whether it is right
 * @param findings the first {@link #KEPT_MAX}
 * @param found how many there are of each kind
 * @param mended how many of each kind were repaired
 */
public record FsckReport(
    Instant begun,
    Instant ended,
    boolean repair,
    Map<Character, Long> records,
    long contents,
    long bytes,
    int busy,
    List<Finding> findings,
    Map<Finding.Kind, Long> found,
    Map<Finding.Kind, Long> mended) {

  /** How many findings are listed. */
  public static final int KEPT_MAX = 1_000;

  /** The version of the report in JSON: names that it has keep their meaning. */
  public static final int FORMAT = 1;

  /** How many findings there are that were not repaired. */
  public long left() {
    return sum(found) - sum(mended);
  }

  /** How many findings there are. */
  public long all() {
    return sum(found);
  }

  private static long sum(Map<Finding.Kind, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  /** The report as one line of JSON; its names are in docs/admin.md. */
  public String json() {
    Json json = new Json();
    json.begin();
    json.number("format", FORMAT);
    json.text("begun", begun.toString());
    json.text("ended", ended.toString());
    json.flag("repair", repair);
    json.flag("clean", left() == 0);
    json.begin("records");
    records.forEach((letter, count) -> json.number(String.valueOf(letter), count));
    json.end();
    json.number("contents", contents);
    json.number("bytes", bytes);
    json.number("busyUsage", busy);
    json.begin("found");
    found.forEach((kind, count) -> json.number(kind.reportName(), count));
    json.end();
    json.begin("mended");
    mended.forEach((kind, count) -> json.number(kind.reportName(), count));
    json.end();
    json.number("left", left());
    json.beginList("findings");
    findings.forEach(finding -> write(json, finding));
    json.endList();
    json.number("findingsNotListed", all() - findings.size());
    json.end();
    return json.toString();
  }

  private static void write(Json json, Finding finding) {
    json.begin();
    json.text("kind", finding.kind().reportName());
    json.text("store", finding.store());
    json.text("place", finding.place());
    finding.object().ifPresent(object -> json.text("object", object));
    json.text("reason", finding.reason());
    json.flag("mended", finding.mended());
    json.end();
  }
}

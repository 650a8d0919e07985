package org.mucura.core.fsck;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.mucura.core.DeepestCause;
import org.mucura.core.S3Exception;
import org.mucura.core.blob.PartPages;
import org.mucura.core.format.CorruptRecordException;
import org.mucura.core.format.RecordStore;
import org.mucura.core.fsck.Finding.Kind;
import org.mucura.core.reclaim.ContentOwner;
import org.mucura.core.reclaim.Ground;
import org.mucura.core.reclaim.Orphan;
import org.mucura.core.reclaim.OrphanSearch;
import org.mucura.core.reclaim.OrphanSweep;
import org.mucura.core.setting.CurrentSettings;
import org.mucura.core.store.Stores;
import org.mucura.core.usage.Usage;
import org.mucura.core.walk.Unreadable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Compares the metadata store and the content stores with each other, while requests are served.
 * What changes meanwhile is looked at again before it is a finding. Repairs only what can be told
 * from the records: counters, and what nobody names; never anything that a record names.
 *
 * <p>Threads: may be used by any number.
 */
@Component(service = Fsck.class)
public final class Fsck {

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(1500);

  private final Ground ground;
  private final Usage usage;
  private final InstantSource clock;
  private final Supplier<Duration> orphanAge;
  private final Duration betweenLooks;

  @Activate
  public Fsck(
      @Reference Stores stores,
      @Reference CurrentSettings settings,
      @Reference Usage usage,
      @Reference(target = "(record=part)") ContentOwner parts,
      @Reference(target = "(record=upload)") ContentOwner uploads,
      @Reference(target = "(record=object)") ContentOwner objects) {
    this(
        Ground.of(stores, InstantSource.system(), List.of(parts, uploads, objects)),
        usage,
        new Times(InstantSource.system(), () -> settings.get().orphanAge(), BETWEEN_LOOKS));
  }

  /**
   * When things are what they are.
   *
   * @param orphanAge how old what the sweep removes must be
   * @param betweenLooks how long something must stay as it is to count
   */
  public record Times(InstantSource clock, Supplier<Duration> orphanAge, Duration betweenLooks) {}

  public Fsck(Ground ground, Usage usage, Times times) {
    this.ground = ground;
    this.usage = usage;
    this.clock = times.clock();
    this.orphanAge = times.orphanAge();
    this.betweenLooks = times.betweenLooks();
  }

  /**
   * Looks at everything.
   *
   * @param repair whether counters are corrected, orphans removed, and what crashes left in records
   *     finished
   * @throws S3Exception if the metadata store is not there
   * @throws InterruptedException if the thread is to end
   */
  public FsckReport run(boolean repair) throws InterruptedException {
    Instant begun = clock.instant();
    RecordStore records = ground.records();
    Findings findings = new Findings();
    RecordCheck all = new RecordCheck(records, findings);
    all.run();
    PartPages pages = ground.pages();
    ContentCheck contents = new ContentCheck(ground.stores(), records, pages, findings);
    contents.run();
    Duration sweep = OrphanSweep.interval(orphanAge.get());
    new RedoCheck(records, begun.minus(sweep.multipliedBy(2)), findings)
        .run(ground.owners().inOrder(), repair);
    orphans(repair, findings);
    int busy = usage(records, repair, findings);
    return new FsckReport(
        begun,
        clock.instant(),
        repair,
        all.counts(),
        contents.contents(),
        contents.bytes(),
        busy,
        findings.kept(),
        findings.found(),
        findings.mended());
  }

  /** The sweep has a time of its own in which it finds them; what is left then it has missed. */
  private void orphans(boolean repair, Findings findings) {
    Duration age = orphanAge.get().plus(OrphanSweep.interval(orphanAge.get()));
    try {
      new OrphanSearch(ground, clock.instant().minus(age))
          .run(repair, (orphan, removed) -> findings.add(finding(orphan, removed)));
    } catch (IOException | CorruptRecordException | S3Exception e) {
      findings.add(
          new Finding(
              Kind.ORPHANS_UNKNOWN, "", "", Optional.empty(), DeepestCause.message(e), false));
    }
  }

  /** With records that nobody can read what was counted on the way may be right: it is left. */
  private int usage(RecordStore records, boolean repair, Findings findings)
      throws InterruptedException {
    boolean whole = !findings.found().containsKey(Kind.RECORD);
    try {
      return new UsageCheck(records, this::awaitNotes, findings).run(repair && whole);
    } catch (CorruptRecordException | S3Exception e) {
      Unreadable.require(e);
      findings.add(
          new Finding(
              Kind.USAGE_UNKNOWN, "", "", Optional.empty(), DeepestCause.message(e), false));
      return 0;
    }
  }

  private static Finding finding(Orphan orphan, boolean mended) {
    boolean isPage = orphan.store().isEmpty();
    return new Finding(
        isPage ? Kind.ORPHAN_PAGE : Kind.ORPHAN_CONTENT,
        orphan.store(),
        orphan.place(),
        Optional.empty(),
        "no record names it",
        mended);
  }

  private void awaitNotes() throws InterruptedException {
    usage.flush();
    Thread.sleep(betweenLooks.toMillis());
    usage.flush();
  }
}

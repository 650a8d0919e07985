package org.mucura.core.scrub;

import java.time.InstantSource;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.mucura.core.DeepestCause;
import org.mucura.core.S3Exception;
import org.mucura.core.bucket.BucketId;
import org.mucura.core.bucket.BucketNames;
import org.mucura.core.format.CorruptRecordException;
import org.mucura.core.format.Fields;
import org.mucura.core.format.Stored;
import org.mucura.core.reclaim.ContentNames;
import org.mucura.core.scrub.BlobCheck.Flaw;
import org.mucura.core.scrub.Finding.Kind;
import org.mucura.core.scrub.Finding.Owner;
import org.mucura.core.walk.NamedBlob;
import org.mucura.core.walk.Unreadable;
import org.mucura.core.walk.WalkReport;
import org.mucura.spi.Bytes;
import org.mucura.spi.blob.BlobId;
import org.mucura.spi.blob.ScrubbableBlobStore.Damage;

/** Turns what a pass finds into findings, with the names that people know. */
final class Reporter implements WalkReport {

  /** In the place of a store's name. */
  private static final String METADATA = "";

  private final Findings findings;
  private final BucketNames buckets;
  private final InstantSource clock;
  private final Pass from;
  private final Set<String> skipped;

  /** Of a pass that begins, or goes on from where it was. */
  Reporter(Findings findings, BucketNames buckets, InstantSource clock, Pass from) {
    this.findings = findings;
    this.buckets = buckets;
    this.clock = clock;
    this.from = from;
    this.skipped = new HashSet<>(from.skipped());
  }

  Pass from() {
    return from;
  }

  /** A record names the blob, and the blob is not what it was. */
  void blob(NamedBlob blob, Flaw flaw) {
    Owner owner = owner(blob.owner(), blob.record(), blob.bucket(), blob.part().number());
    String place = blob.part().blob().id().digits();
    report(flaw.kind(), Optional.of(owner), blob.part().blob().store(), place, flaw.reason());
  }

  @Override
  public void record(ContentNames by, Stored<Fields> record, RuntimeException cause) {
    String place = record.key().toString();
    report(Kind.RECORD, ownerOf(by, record), METADATA, place, DeepestCause.message(cause));
  }

  @Override
  public void page(ContentNames by, Stored<Fields> record, String page, RuntimeException cause) {
    if (cause instanceof S3Exception) {
      skipped.add(METADATA);
    }
    String place = "page " + page;
    report(Kind.RECORD, ownerOf(by, record), METADATA, place, DeepestCause.message(cause));
  }

  /** The metadata store cannot read what is between two keys. */
  void gap(Bytes after, Bytes before, RuntimeException cause) {
    skipped.add(METADATA);
    String place = "records from " + after + " to " + before;
    report(Kind.RECORD, Optional.empty(), METADATA, place, DeepestCause.message(cause));
  }

  /** A store found damage in itself; if it is a blob that was found already, nothing is new. */
  void store(String store, Damage damage) {
    Optional<String> blob = damage.blob().map(BlobId::digits);
    String reason = blob.isPresent() ? damage.place() + ": " + damage.reason() : damage.reason();
    Finding finding =
        finding(Kind.DAMAGED, Optional.empty(), store, blob.orElse(damage.place()), reason);
    if (!findings.has(finding)) {
      findings.report(finding);
    }
  }

  /** Something of the store was not looked at, for it was not there. */
  void skip(String store) {
    skipped.add(store);
  }

  Set<String> skipped() {
    return skipped;
  }

  private void report(Kind kind, Optional<Owner> owner, String store, String place, String reason) {
    findings.report(finding(kind, owner, store, place, reason));
  }

  private Finding finding(
      Kind kind, Optional<Owner> owner, String store, String place, String reason) {
    return new Finding(kind, owner, store, place, reason, clock.instant(), from.began());
  }

  private Optional<Owner> ownerOf(ContentNames by, Stored<Fields> record) {
    try {
      return Optional.of(owner(by, record, by.bucket(record), 0));
    } catch (CorruptRecordException | IllegalArgumentException e) {
      // then its key must do
      return Optional.empty();
    }
  }

  private Owner owner(ContentNames by, Stored<Fields> record, BucketId bucket, int part) {
    ContentNames.Place place = by.place(record);
    return new Owner(name(bucket), place.key(), place.upload(), part);
  }

  private String name(BucketId bucket) {
    Optional<String> name = Optional.empty();
    try {
      name = buckets.of(bucket);
    } catch (S3Exception e) {
      Unreadable.require(e);
    }
    return name.orElseGet(() -> "bucket " + bucket);
  }
}

package org.mucura.core.fsck;

import java.io.IOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.mucura.core.DeepestCause;
import org.mucura.core.S3Exception;
import org.mucura.core.blob.PartPages;
import org.mucura.core.bucket.BucketId;
import org.mucura.core.bucket.BucketNames;
import org.mucura.core.format.CorruptRecordException;
import org.mucura.core.format.Fields;
import org.mucura.core.format.RecordStore;
import org.mucura.core.format.Stored;
import org.mucura.core.fsck.Finding.Kind;
import org.mucura.core.lease.Lease;
import org.mucura.core.reclaim.ContentNames;
import org.mucura.core.seal.SealedLayout;
import org.mucura.core.store.Stores;
import org.mucura.core.walk.ContentWalk;
import org.mucura.core.walk.NamedBlob;
import org.mucura.core.walk.Naming;
import org.mucura.core.walk.RecordBlobs;
import org.mucura.core.walk.RecordReader;
import org.mucura.core.walk.StillNamed;
import org.mucura.core.walk.Unreadable;
import org.mucura.core.walk.WalkPlace;
import org.mucura.core.walk.WalkReport;
import org.mucura.spi.blob.BlobId;
import org.mucura.spi.blob.BlobStore;
import org.mucura.spi.blob.NoSuchBlobException;

/**
 * Looks whether the stores have all that records name, in the right size. Bytes are not read: that
 * is the scrub's. What a record does not name any more when it is read again is no finding.
 */
final class ContentCheck implements WalkReport {

  private final Stores stores;
  private final RecordStore records;
  private final PartPages pages;
  private final BucketNames buckets;
  private final Findings findings;
  private final StillNamed named;
  private final Set<String> absent = new HashSet<>();
  private long contents;
  private long bytes;

  ContentCheck(Stores stores, RecordStore records, PartPages pages, Findings findings) {
    this.stores = stores;
    this.records = records;
    this.pages = pages;
    this.buckets = new BucketNames(records);
    this.findings = findings;
    this.named = new StillNamed(records, pages);
  }

  void run() {
    RecordReader reader = new RecordReader(records, findings::addGap);
    RecordBlobs blobs = new RecordBlobs(records, pages, this);
    ContentWalk walk = new ContentWalk(reader, blobs, Naming.ORDER, WalkPlace.BEGINNING);
    for (NamedBlob blob = walk.next(); blob != null; blob = walk.next()) {
      contents++;
      bytes += blob.part().size();
      look(blob);
    }
  }

  private void look(NamedBlob blob) {
    String store = blob.part().blob().store();
    if (absent.contains(store)) {
      return;
    }
    try (Lease<BlobStore> lease = stores.blobs(store)) {
      long expected = SealedLayout.sealedSize(blob.part().size());
      long size = lease.service().size(blob.part().blob().id());
      if (size != expected) {
        add(Kind.SIZE_OF_CONTENT, blob, "has " + size + " bytes, not " + expected);
      }
    } catch (NoSuchBlobException e) {
      add(Kind.MISSING_CONTENT, blob, "its store does not have it");
    } catch (IOException e) {
      add(Kind.UNREADABLE_CONTENT, blob, DeepestCause.message(e));
    } catch (S3Exception e) {
      absent.add(store);
      findings.add(
          new Finding(
              Kind.CONTENT_STORE,
              store,
              "",
              Optional.empty(),
              "records name it and it is not there",
              false));
    }
  }

  private void add(Kind kind, NamedBlob blob, String reason) {
    if (named.test(blob)) {
      BlobId id = blob.part().blob().id();
      String object = object(blob.owner(), blob.record(), blob.bucket());
      String part = blob.part().number() > 0 ? ", part " + blob.part().number() : "";
      findings.add(
          new Finding(
              kind,
              blob.part().blob().store(),
              id.digits(),
              Optional.of(object + part),
              reason,
              false));
    }
  }

  private String object(ContentNames names, Stored<Fields> record, BucketId bucket) {
    ContentNames.Place place = names.place(record);
    Optional<String> name = Optional.empty();
    try {
      name = buckets.of(bucket);
    } catch (S3Exception e) {
      Unreadable.require(e);
    }
    return name.orElseGet(() -> "bucket " + bucket)
        + "/"
        + place.key()
        + place.upload().map(id -> ", upload " + id).orElse("");
  }

  @Override
  public void record(ContentNames by, Stored<Fields> record, RuntimeException cause) {
    findings.addRecord(record.key().toString(), Optional.empty(), cause);
  }

  @Override
  public void page(ContentNames by, Stored<Fields> record, String page, RuntimeException cause) {
    Optional<String> object = Optional.empty();
    try {
      object = Optional.of(object(by, record, by.bucket(record)));
    } catch (CorruptRecordException | IllegalArgumentException e) {
      // then its key must do
    }
    findings.addRecord("page " + page + " of " + record.key(), object, cause);
  }

  /** How many contents records name; those that two records name count twice. */
  long contents() {
    return contents;
  }

  long bytes() {
    return bytes;
  }
}

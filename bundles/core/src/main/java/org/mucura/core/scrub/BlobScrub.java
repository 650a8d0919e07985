package org.mucura.core.scrub;

import java.io.InterruptedIOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mucura.core.S3Exception;
import org.mucura.core.blob.Contents;
import org.mucura.core.blob.PartPages;
import org.mucura.core.blob.StoredPart;
import org.mucura.core.format.Fields;
import org.mucura.core.format.RecordCodec;
import org.mucura.core.format.RecordStore;
import org.mucura.core.format.Stored;
import org.mucura.core.lease.Lease;
import org.mucura.core.scrub.BlobCheck.Flaw;
import org.mucura.core.store.StoreStatus;
import org.mucura.core.store.StoreStatus.Kind;
import org.mucura.core.store.Stores;
import org.mucura.spi.blob.BlobStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at the blobs of a walk, one after the other. */
final class BlobScrub {

  private static final Logger LOG = LoggerFactory.getLogger(BlobScrub.class);

  private final Stores stores;
  private final RecordStore records;
  private final PartPages pages;
  private final ContentWalk walk;
  private final Reporter reporter;
  private @Nullable Look current;
  private long blobs;
  private long bytes;

  /**
   * The blob that is being read.
   *
   * @param again whether it was read before and did not fit
   */
  private record Look(NamedBlob blob, BlobCheck check, boolean again) {

    static Look at(NamedBlob blob, boolean again) {
      return new Look(blob, new BlobCheck(blob.part()), again);
    }
  }

  BlobScrub(Stores stores, RecordStore records, PartPages pages, ContentWalk walk, Reporter to) {
    this.stores = stores;
    this.records = records;
    this.pages = pages;
    this.walk = walk;
    this.reporter = to;
    this.blobs = to.from().blobs();
    this.bytes = to.from().bytes();
  }

  /**
   * Reads a bit.
   *
   * @return whether there is more
   */
  boolean step(Throttle throttle) throws InterruptedIOException {
    Look look = current;
    if (look == null) {
      NamedBlob next = walk.next();
      if (next == null) {
        return false;
      }
      look = Look.at(next, false);
      current = look;
    }
    read(look, throttle);
    return true;
  }

  private void read(Look look, Throttle throttle) throws InterruptedIOException {
    String store = look.blob().part().blob().store();
    Optional<Lease<BlobStore>> lease = lease(store);
    if (lease.isEmpty()) {
      reporter.skip(store);
      done();
      return;
    }
    try (Lease<BlobStore> held = lease.get()) {
      bytes += look.check().step(held.service(), throttle);
    }
    if (look.check().isDone()) {
      judge(look);
    }
  }

  private void done() {
    current = null;
    walk.done();
  }

  /** A flaw counts if it is there again, and if the record names the blob still. */
  private void judge(Look look) {
    Optional<Flaw> flaw = look.check().flaw();
    if (flaw.isPresent() && isNamed(look.blob())) {
      if (!look.again()) {
        current = Look.at(look.blob(), true);
        return;
      }
      reporter.blob(look.blob(), flaw.get());
    } else if (look.again()) {
      LOG.warn("{} could be read at the second attempt only", look.blob().part().blob());
    }
    blobs++;
    done();
  }

  private boolean isNamed(NamedBlob wanted) {
    Optional<Stored<Fields>> now = records.get(wanted.record().key(), RecordCodec.PLAIN);
    List<Contents> held =
        now.map(record -> wanted.owner().names(record.value()).held()).orElse(List.of());
    return held.stream()
        .flatMap(contents -> pages.present(wanted.bucket(), contents).stream())
        .map(StoredPart::blob)
        .anyMatch(wanted.part().blob()::equals);
  }

  /** After a wait if the store is not there, for it may be being exchanged. */
  private Optional<Lease<BlobStore>> lease(String name) {
    if (reporter.skipped().contains(name) && !isThere(stores, name)) {
      return Optional.empty();
    }
    try {
      return Optional.of(stores.blobs(name));
    } catch (S3Exception e) {
      LOG.warn("scrub: content store {} is not there, its blobs are left out", name);
      return Optional.empty();
    }
  }

  static boolean isThere(Stores stores, String name) {
    return stores.list().stream()
        .filter(status -> status.kind() == Kind.BLOBS)
        .map(StoreStatus::name)
        .anyMatch(name::equals);
  }

  /** What a pass that ends here has done. */
  Pass pass() {
    Pass from = reporter.from();
    return new Pass(from.began(), walk.place(), blobs, bytes, from.scrubbed(), reporter.skipped());
  }
}

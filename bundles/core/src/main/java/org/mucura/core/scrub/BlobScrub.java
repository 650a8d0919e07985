package org.mucura.core.scrub;

import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mucura.core.S3Exception;
import org.mucura.core.lease.Lease;
import org.mucura.core.scrub.BlobCheck.Flaw;
import org.mucura.core.store.StoreStatus;
import org.mucura.core.store.StoreStatus.Kind;
import org.mucura.core.store.Stores;
import org.mucura.core.walk.ContentWalk;
import org.mucura.core.walk.NamedBlob;
import org.mucura.core.walk.StillNamed;
import org.mucura.spi.blob.BlobStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at the blobs of a walk, one after the other. */
final class BlobScrub {

  private static final Logger LOG = LoggerFactory.getLogger(BlobScrub.class);

  private final Stores stores;
  private final ContentWalk walk;
  private final Doubts doubts;
  private final Reporter reporter;
  private final Deque<NamedBlob> later = new ArrayDeque<>();
  private @Nullable Look current;
  private boolean walked;
  private long blobs;
  private long bytes;

  /**
   * What is asked before a flaw counts.
   *
   * @param named whether the record names the blob still
   * @param patience with its store
   */
  record Doubts(StillNamed named, Patience patience) {}

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

  BlobScrub(Stores stores, ContentWalk walk, Doubts doubts, Reporter to) {
    this.stores = stores;
    this.walk = walk;
    this.doubts = doubts;
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
    if (!doubts.patience().await()) {
      return true;
    }
    Look look = current;
    if (look == null) {
      NamedBlob next = next();
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
      if (isDown(look, held.service())) {
        putOff(look.blob());
        return;
      }
    }
    if (look.check().isDone()) {
      if (look.check().flaw().isEmpty()) {
        doubts.patience().read(look.blob().part().blob());
      }
      judge(look);
    }
  }

  /** In the end a store that reads nothing is looked at when all others are. */
  private void putOff(NamedBlob blob) {
    String store = blob.part().blob().store();
    doubts.patience().failed(store);
    if (!doubts.patience().hasGivenUp(store)) {
      current = Look.at(blob, false);
      return;
    }
    if (walked || later.size() >= Findings.LIMIT) {
      LOG.warn("scrub: content store {} cannot be read, its blobs are left out", store);
      reporter.skip(store);
    } else {
      later.add(blob);
    }
    done();
  }

  private @Nullable NamedBlob next() {
    NamedBlob next = walked ? null : walk.next();
    walked = next == null;
    return walked ? later.poll() : next;
  }

  /** Whether it is the store that cannot be read, and not the blob. */
  private boolean isDown(Look look, BlobStore store) throws InterruptedIOException {
    return look.check().flaw().filter(Flaw::unread).isPresent()
        && !doubts.patience().canRead(look.blob().part().blob().store(), store);
  }

  private void done() {
    current = null;
    walk.done();
  }

  /** A flaw counts if it is there again, and if the record names the blob still. */
  private void judge(Look look) {
    Optional<Flaw> flaw = look.check().flaw();
    if (flaw.isPresent() && doubts.named().test(look.blob())) {
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
    Set<String> skipped = new HashSet<>(reporter.skipped());
    // a gateway that goes on with the pass does not know of them
    later.forEach(blob -> skipped.add(blob.part().blob().store()));
    return new Pass(from.began(), walk.place(), blobs, bytes, from.scrubbed(), skipped);
  }
}

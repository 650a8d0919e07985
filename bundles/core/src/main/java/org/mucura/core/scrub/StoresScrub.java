package org.mucura.core.scrub;

import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mucura.core.S3Exception;
import org.mucura.core.lease.Lease;
import org.mucura.core.store.StoreStatus;
import org.mucura.core.store.StoreStatus.Kind;
import org.mucura.core.store.Stores;
import org.mucura.spi.blob.BlobStore;
import org.mucura.spi.blob.ScrubbableBlobStore;
import org.mucura.spi.blob.ScrubbableBlobStore.Damage;

/** Has the stores scrub themselves that can, one after the other. */
final class StoresScrub implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMillis(500);

  private final Stores stores;
  private final Reporter reporter;
  private final Set<String> scrubbed;
  private @Nullable StoreScrub current;

  StoresScrub(Stores stores, Reporter reporter) {
    this.stores = stores;
    this.reporter = reporter;
    this.scrubbed = new HashSet<>(reporter.from().scrubbed());
  }

  /**
   * Waits for a bit of it.
   *
   * @return whether there is more
   */
  boolean step(long bytesPerSecond) throws InterruptedIOException {
    StoreScrub going = current;
    if (going == null) {
      return begin(bytesPerSecond);
    }
    Optional<Damage> damage = going.next(PATIENCE);
    damage.ifPresent(found -> reporter.store(going.name(), found));
    if (going.hasEnded() || !isStill(going)) {
      if (!going.isWhole() || !going.hasEnded()) {
        reporter.skip(going.name());
      }
      scrubbed.add(going.name());
      close();
    }
    return true;
  }

  private boolean begin(long bytesPerSecond) {
    for (StoreStatus store : stores.list()) {
      if (store.kind() == Kind.BLOBS && scrubbed.add(store.name())) {
        begin(store.name(), bytesPerSecond);
        return true;
      }
    }
    return false;
  }

  private void begin(String name, long bytesPerSecond) {
    Lease<BlobStore> lease;
    try {
      lease = stores.blobs(name);
    } catch (S3Exception e) {
      reporter.skip(name);
      return;
    }
    if (lease.service() instanceof ScrubbableBlobStore able) {
      scrubbed.remove(name);
      current = new StoreScrub(name, lease, able, bytesPerSecond);
    } else {
      lease.close();
    }
  }

  /** A store that leaves waits for this lease, and another one may have its name. */
  private boolean isStill(StoreScrub going) {
    if (!BlobScrub.isThere(stores, going.name())) {
      return false;
    }
    try (Lease<BlobStore> now = stores.blobs(going.name())) {
      return going.isOf(now.service());
    } catch (S3Exception e) {
      return false;
    }
  }

  Set<String> scrubbed() {
    return scrubbed;
  }

  /** Breaks off what is under way. */
  @Override
  public void close() {
    if (current != null) {
      current.close();
      current = null;
    }
  }
}

package org.mucura.core.scrub;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.mucura.core.blob.BlobRef;
import org.mucura.core.store.Stores;
import org.mucura.spi.blob.BlobId;
import org.mucura.spi.blob.BlobRange;
import org.mucura.spi.blob.BlobStore;
import org.mucura.spi.blob.NoSuchBlobException;

/** With stores of which nothing can be read: waits for them, and in the end gives them up. */
final class Patience {

  /** How often in a row. */
  static final int ATTEMPTS = 10;

  /** So that a step stays short. */
  private static final long WAIT_AT_ONCE = TimeUnit.MILLISECONDS.toNanos(500);

  private final Duration pause;
  private final Map<String, Integer> failures = new HashMap<>();
  private final Map<String, BlobId> lastRead = new HashMap<>();
  private long waitUntil = System.nanoTime();

  Patience(Duration pause) {
    this.pause = pause;
  }

  /**
   * Waits for a bit if something failed not long ago.
   *
   * @return whether that was long enough
   */
  boolean await() throws InterruptedIOException {
    long wait = waitUntil - System.nanoTime();
    Throttle.sleep(Math.min(wait, WAIT_AT_ONCE));
    return wait <= WAIT_AT_ONCE;
  }

  /** Whether the store reads what every store has, or what it read before. */
  boolean canRead(String name, BlobStore store) throws InterruptedIOException {
    BlobId before = lastRead.get(name);
    return canRead(store, Stores.MARK) || (before != null && canRead(store, before));
  }

  private static boolean canRead(BlobStore store, BlobId id) throws InterruptedIOException {
    try (InputStream blob = store.read(id, new BlobRange(0, 1))) {
      int unused = blob.read();
      return true;
    } catch (NoSuchBlobException e) {
      return true;
    } catch (InterruptedIOException e) {
      throw e;
    } catch (ClosedByInterruptException e) {
      InterruptedIOException interrupted = new InterruptedIOException("interrupted");
      interrupted.initCause(e);
      throw interrupted;
    } catch (IOException e) {
      return false;
    }
  }

  /** Nothing can be read of a store now. */
  void failed(String store) {
    if (failures.merge(store, 1, Integer::sum) < ATTEMPTS) {
      waitUntil = System.nanoTime() + pause.toNanos();
    }
  }

  /** A blob was read. */
  void read(BlobRef blob) {
    failures.remove(blob.store());
    lastRead.put(blob.store(), blob.id());
  }

  /** Whether it failed too often to be waited for. */
  boolean hasGivenUp(String store) {
    return failures.getOrDefault(store, 0) >= ATTEMPTS;
  }
}

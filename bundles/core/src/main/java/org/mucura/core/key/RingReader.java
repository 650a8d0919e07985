package org.mucura.core.key;

import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The key ring as it was last read. It is read again when a key is missed that may have come
 * meanwhile, but not for a second after that did not help.
 */
final class RingReader {

  private static final Logger LOG = LoggerFactory.getLogger(RingReader.class);
  private static final String HELP = "; nothing was changed; see docs/admin.md, Keys";
  private static final long PAUSE_NANOS = 1_000_000_000;

  private final KeyRingStore store;
  private volatile Optional<KeyRing> ring = Optional.empty();
  private @Nullable IOException failure;
  private long missedAt = System.nanoTime() - PAUSE_NANOS;
  private String reported = "";

  RingReader(KeyRingStore store) {
    this.store = store;
  }

  /**
   * The master key of this id.
   *
   * @throws MasterKeyException if it is not there; said in the log, too, once for each reason
   */
  MasterKey get(String id) {
    Optional<MasterKey> known = ring.flatMap(keys -> keys.find(id));
    return known.isPresent() ? known.get() : look(id);
  }

  private synchronized MasterKey look(String id) {
    if (System.nanoTime() - missedAt >= PAUSE_NANOS) {
      readAgain();
      if (ring.flatMap(keys -> keys.find(id)).isEmpty()) {
        missedAt = System.nanoTime();
      }
    }
    return ring.flatMap(keys -> keys.find(id)).orElseThrow(() -> missing(id));
  }

  /** What was read before stays right, whatever became of the place. */
  private Optional<KeyRing> readAgain() {
    failure = null;
    try {
      Optional<KeyRing> found = store.read();
      ring = found.or(() -> ring);
      return found;
    } catch (IOException e) {
      failure = e;
      return Optional.empty();
    }
  }

  private MasterKeyException missing(String id) {
    IOException unreadable = failure;
    String cause =
        unreadable != null
            ? String.valueOf(unreadable.getMessage())
            : store.place()
                + (ring.isPresent() ? " does not have it" : " is not there")
                + ", put the copy in its place that has it";
    String reason = "the master key " + id + " is missing: " + cause + HELP;
    if (!reason.equals(reported)) {
      reported = reason;
      LOG.error("{}", reason, unreadable);
    }
    return new MasterKeyException(reason, unreadable);
  }

  /**
   * The ring as it is now.
   *
   * @throws MasterKeyException if it cannot be read
   */
  synchronized Optional<KeyRing> now() {
    Optional<KeyRing> found = readAgain();
    if (failure != null) {
      throw new MasterKeyException(String.valueOf(failure.getMessage()), failure);
    }
    return found;
  }

  /** Makes the first ring, or adds a key to the one that there is. */
  synchronized void keep(KeyRing changed, boolean first) {
    try {
      if (first) {
        store.create(changed);
      } else {
        store.replace(changed);
      }
      ring = Optional.of(changed);
    } catch (IOException e) {
      throw new MasterKeyException("cannot write " + store.place() + ": " + e.getMessage(), e);
    }
  }
}

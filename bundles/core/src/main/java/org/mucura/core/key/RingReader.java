package org.mucura.core.key;

import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All master keys that were ever read from the key ring. It is read again when a key is missed that
 * may have come meanwhile, but not for a second after that did not help.
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

  /** What was read before stays right, whatever became of the place: no key is ever forgotten. */
  private Optional<KeyRing> readAgain() {
    failure = null;
    try {
      Optional<KeyRing> found = store.read();
      ring = ring.map(known -> found.map(known::union).orElse(known)).or(() -> found);
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
   * All keys, those that the place has lost as well.
   *
   * @throws MasterKeyException if there never was one
   */
  synchronized KeyRing known() {
    readAgain();
    return ring.orElseThrow(() -> new MasterKeyException(store.place() + " is not there" + HELP));
  }

  /**
   * The ring that is in the place now.
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

  /** Makes the first ring, or has this one in the place of the one that may be there. */
  synchronized void keep(KeyRing changed, boolean first) {
    try {
      if (first) {
        store.create(changed);
      } else {
        store.replace(changed);
      }
      ring = Optional.of(ring.map(known -> known.union(changed)).orElse(changed));
    } catch (IOException e) {
      throw new MasterKeyException("cannot write " + store.place() + ": " + e.getMessage(), e);
    }
  }
}

package org.mucura.core.key;

import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;

/** Where a key ring is kept. */
public interface KeyRingStore {

  /** What to call it in messages to an administrator: the file's path. */
  String place();

  /**
   * The ring, empty if there never was one in this place.
   *
   * @throws IOException with a message for an administrator, if it cannot be read, or was changed
   */
  Optional<KeyRing> read() throws IOException;

  /**
   * Waits until nobody else changes the ring, and keeps all from it until closed by the same
   * thread.
   *
   * @throws IOException with a message for an administrator, if that is not possible
   */
  Closeable lock() throws IOException;

  /**
   * Keeps a first ring; durable on return.
   *
   * @throws IOException if that is not possible, above all because there is one
   */
  void create(KeyRing ring) throws IOException;

  /** Keeps {@code ring} in the place of the one that it extends; durable on return. */
  void replace(KeyRing ring) throws IOException;
}

package org.mucura.core.reclaim;

import java.io.IOException;
import java.util.Optional;
import org.mucura.core.store.Stores;
import org.mucura.spi.Bytes;

/**
 * The installation that a pass began with. Names that were read in one metadata store say nothing
 * of the contents of another, so whoever finds that a store was exchanged removes nothing.
 */
final class Pin {

  private final Stores stores;
  private final Bytes installation;

  private Pin(Stores stores, Bytes installation) {
    this.stores = stores;
    this.installation = installation;
  }

  /** The installation that there is now. */
  static Pin of(Stores stores) {
    return new Pin(stores, stores.installation());
  }

  /**
   * The metadata store is the one it was.
   *
   * @throws IOException if not
   */
  void check() throws IOException {
    Bytes now = stores.installation();
    if (!now.equals(installation)) {
      throw new IOException("the metadata store was exchanged: " + installation + ", now " + now);
    }
  }

  /**
   * Whether the content store says that it belongs to this installation; not if it says nothing.
   */
  boolean owns(String store) throws IOException {
    return stores.owner(store).equals(Optional.of(installation));
  }
}

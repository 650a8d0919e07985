package org.mucura.core.store;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import org.mucura.spi.Bytes;
import org.mucura.spi.blob.BlobExistsException;
import org.mucura.spi.blob.BlobRange;
import org.mucura.spi.blob.BlobStore;
import org.mucura.spi.blob.NoSuchBlobException;
import org.mucura.spi.blob.OutOfSpaceException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whose the content stores are. In each of them a blob of a reserved id names the installation that
 * writes to it; as a blob is written once, the first one has the store.
 */
final class ContentMarks {

  private static final Logger LOG = LoggerFactory.getLogger(ContentMarks.class);

  private final Map<BlobStore, Bytes> known = new ConcurrentHashMap<>();

  /** Whose the store is, as it says itself now; empty if nobody's yet. */
  static Optional<Bytes> read(BlobStore store) throws IOException {
    BlobRange all = new BlobRange(0, Stores.INSTALLATION_LENGTH + 1);
    try (InputStream mark = store.read(Stores.MARK, all)) {
      return Optional.of(Bytes.wrap(mark.readAllBytes()));
    } catch (NoSuchBlobException e) {
      return Optional.empty();
    }
  }

  /**
   * Whether a store is this installation's; it is from now on if it was nobody's.
   *
   * @throws IOException if the store fails
   */
  boolean claim(String name, BlobStore store, Bytes installation) throws IOException {
    Bytes owner = known.get(store);
    if (owner == null || !owner.equals(installation)) {
      owner = ask(name, store, installation);
    }
    return owner.equals(installation);
  }

  /** One at a time, for a store may say that a mark exists before it lets it be read. */
  private synchronized Bytes ask(String name, BlobStore store, Bytes installation)
      throws IOException {
    Bytes before = known.get(store);
    if (before != null && before.equals(installation)) {
      return before;
    }
    Optional<Bytes> marked = read(store);
    Bytes owner = marked.isPresent() ? marked.get() : mark(name, store, installation);
    if (!owner.equals(known.put(store, owner)) && !owner.equals(installation)) {
      report(name, owner, installation);
    }
    return owner;
  }

  private static Bytes mark(String name, BlobStore store, Bytes installation) throws IOException {
    try {
      ByteArrayInputStream id = new ByteArrayInputStream(installation.toArray());
      long unused = store.write(Stores.MARK, OptionalLong.of(installation.length()), id);
      return installation;
    } catch (BlobExistsException e) {
      return read(store).orElseThrow(() -> e);
    } catch (OutOfSpaceException e) {
      // what is full can still be freed
      LOG.warn("content store {} has no room for a mark yet", name);
      return installation;
    }
  }

  private static void report(String name, Bytes owner, Bytes installation) {
    LOG.error(
        "content store {} belongs to installation {}, but the metadata store in use is of"
            + " installation {}: nothing is written to it and nothing removed from it. Put the"
            + " metadata store back that it was filled with, or give this one a content store of"
            + " its own",
        name,
        owner,
        installation);
  }

  /** The store is gone. */
  void forget(BlobStore store) {
    known.remove(store);
  }
}

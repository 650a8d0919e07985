package org.mucura.metadata.rocksdb;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.mucura.spi.Bytes;
import org.mucura.spi.metadata.DamagedMetadataException;
import org.mucura.spi.metadata.Entry;
import org.mucura.spi.metadata.MetadataStoreException;
import org.mucura.spi.metadata.Revision;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Slice;
import org.rocksdb.Snapshot;
import org.rocksdb.Status;
import org.rocksdb.WriteOptions;

/**
 * One opening of a database. Nobody may be in a call when it is closed, nor call it later: RocksDB
 * then ends the process. {@link DatabaseGate} sees to that.
 */
final class Database implements AutoCloseable {

  /** Holds the header of {@link Revisions}: no entry has this key, and every scan begins behind. */
  private static final byte[] HEADER_KEY = {};

  private final DatabaseOptions options;
  private final RocksDB rocks;
  private final WriteOptions synced;
  private final Revisions revisions;
  private final Set<Snapshot> pins = ConcurrentHashMap.newKeySet();
  private volatile boolean failed;
  private volatile boolean damaged;

  private Database(DatabaseOptions options, RocksDB rocks, WriteOptions synced, Revisions next) {
    this.options = options;
    this.rocks = rocks;
    this.synced = synced;
    this.revisions = next;
  }

  /**
   * Opens the database in {@code folder} and counts this opening on the disk.
   *
   * @throws MetadataStoreException if that cannot be; the message is one line
   */
  static Database open(StoreFolder folder, RocksDbSettings settings) {
    return open(folder, settings, true);
  }

  /** As the other one, also without compactions: for tables of which one is known to be damaged. */
  static Database open(StoreFolder folder, RocksDbSettings settings, boolean compacting) {
    loadLibrary();
    folder.requireWholeLogs();
    DatabaseOptions options = new DatabaseOptions(settings);
    WriteOptions synced = new WriteOptions().setSync(true);
    RocksDB rocks = null;
    boolean opened = false;
    try {
      rocks =
          RocksDB.open(options.options(folder.isNew(), compacting), folder.database().toString());
      Revisions revisions = Revisions.after(rocks.get(HEADER_KEY));
      rocks.put(synced, HEADER_KEY, revisions.header());
      folder.complete();
      opened = true;
      return new Database(options, rocks, synced, revisions);
    } catch (RocksDBException e) {
      throw unopened(settings, e);
    } finally {
      if (!opened) {
        close(rocks, synced, options);
      }
    }
  }

  Optional<Entry> get(Bytes key) {
    try {
      return entry(key, rocks.get(key.shared()));
    } catch (RocksDBException e) {
      throw unread(e);
    }
  }

  List<Optional<Entry>> get(List<Bytes> keys) {
    if (keys.size() < 2) {
      return keys.stream().map(this::get).toList(); // RocksDB refuses to look for nothing
    }
    try (ReadOptions now = new ReadOptions()) {
      return get(keys, now);
    }
  }

  /** As the other one, of the moment at which {@code pinned} was pinned. */
  List<Optional<Entry>> get(List<Bytes> keys, Snapshot pinned) {
    if (keys.isEmpty()) {
      return List.of();
    }
    try (ReadOptions then = new ReadOptions()) {
      return get(keys, then.setSnapshot(pinned));
    }
  }

  private List<Optional<Entry>> get(List<Bytes> keys, ReadOptions moment) {
    List<Optional<Entry>> found = new ArrayList<>(keys.size());
    try {
      List<byte @Nullable []> stamped =
          rocks.multiGetAsList(moment, keys.stream().map(Bytes::shared).toList());
      for (int i = 0; i < keys.size(); i++) {
        found.add(entry(keys.get(i), stamped.get(i)));
      }
      return Collections.unmodifiableList(found);
    } catch (RocksDBException e) {
      throw unread(e);
    }
  }

  List<Entry> scan(Bytes after, Bytes before, int limit) {
    try (ReadOptions now = new ReadOptions()) {
      return scan(after, before, limit, now);
    }
  }

  /** As the other one, of the moment at which {@code pinned} was pinned. */
  List<Entry> scan(Bytes after, Bytes before, int limit, Snapshot pinned) {
    try (ReadOptions then = new ReadOptions()) {
      // what is read once for a copy must not drive out what is read all the time
      return scan(after, before, limit, then.setSnapshot(pinned).setFillCache(false));
    }
  }

  private List<Entry> scan(Bytes after, Bytes before, int limit, ReadOptions range) {
    List<Entry> found = new ArrayList<>();
    try (Slice end = new Slice(before.shared())) {
      if (before.length() > 0) {
        range.setIterateUpperBound(end);
      }
      try (RocksIterator entries = rocks.newIterator(range)) {
        entries.seek(after.concat(Bytes.copyOf((byte) 0)).shared());
        while (entries.isValid() && found.size() < limit) {
          entry(Bytes.wrap(entries.key()), entries.value()).ifPresent(found::add);
          if (found.size() < limit) {
            entries.next(); // what nobody asked for may be damaged
          }
        }
        entries.status();
      }
      return Collections.unmodifiableList(found);
    } catch (RocksDBException e) {
      throw unread(e);
    }
  }

  /**
   * Sets a value, whatever was there.
   *
   * @return the new revision; the change is on the disk
   * @throws RocksDBException if the change may have been made or not, and this database takes no
   *     further one
   */
  Revision put(Bytes key, Bytes value) throws RocksDBException {
    byte[] stamped = revisions.stamp(value);
    try {
      rocks.put(synced, key.shared(), stamped);
      return revisions.revision(stamped);
    } catch (RocksDBException e) {
      fail(e);
      throw e;
    }
  }

  /**
   * Removes an entry, durably as {@link #put}.
   *
   * @throws RocksDBException as {@link #put}
   */
  void delete(Bytes key) throws RocksDBException {
    try {
      rocks.delete(synced, key.shared());
    } catch (RocksDBException e) {
      fail(e);
      throw e;
    }
  }

  /** Keeps what there is at this moment readable until {@link #release}, or until the close. */
  Snapshot pin() {
    Snapshot pinned = rocks.getSnapshot();
    pins.add(pinned);
    return pinned;
  }

  /** Nobody may be reading by {@code pinned}. */
  void release(Snapshot pinned) {
    if (pins.remove(pinned)) {
      rocks.releaseSnapshot(pinned);
    }
  }

  /** Notes a failed change; once it was damage, it stays that. */
  void fail(RocksDBException cause) {
    if (isDamage(cause)) {
      damaged = true;
    }
    failed = true;
  }

  /** Whether a change failed because a compaction had met damage. */
  boolean damaged() {
    return damaged;
  }

  /**
   * Whether a change failed. What is on the disk of it shows at the next opening only; until then
   * entries can be read as they were before.
   */
  boolean failed() {
    return failed;
  }

  @Override
  public void close() {
    List.copyOf(pins).forEach(this::release);
    close(rocks, synced, options);
  }

  private static void close(@Nullable RocksDB rocks, WriteOptions synced, DatabaseOptions options) {
    if (rocks != null) {
      rocks.close();
    }
    synced.close();
    options.close();
  }

  private Optional<Entry> entry(Bytes key, byte @Nullable [] stamped) {
    return stamped == null
        ? Optional.empty()
        : Optional.of(new Entry(key, Revisions.value(stamped), revisions.revision(stamped)));
  }

  private static void loadLibrary() {
    try {
      RocksDB.loadLibrary();
    } catch (RuntimeException | UnsatisfiedLinkError e) {
      throw new MetadataStoreException(
          "RocksDB comes for Linux on x86-64 and aarch64 with glibc; it does not load on "
              + System.getProperty("os.name")
              + " on "
              + System.getProperty("os.arch"),
          e);
    }
  }

  private static MetadataStoreException unopened(RocksDbSettings settings, RocksDBException cause) {
    String message = String.valueOf(cause.getMessage());
    boolean locked = message.contains("lock file") || message.contains("lock hold by");
    String reason = locked ? "is in use by another store" : "cannot be opened: " + message;
    return new MetadataStoreException(settings.path() + " " + reason, cause);
  }

  /** RocksDB compares the checksum of each block that it reads from a file, and names the file. */
  private static MetadataStoreException unread(RocksDBException cause) {
    String message = "metadata cannot be read: " + cause.getMessage();
    return isDamage(cause)
        ? new DamagedMetadataException(message, cause)
        : new MetadataStoreException(message, cause);
  }

  private static boolean isDamage(RocksDBException cause) {
    return cause.getStatus() != null && cause.getStatus().getCode() == Status.Code.Corruption;
  }
}

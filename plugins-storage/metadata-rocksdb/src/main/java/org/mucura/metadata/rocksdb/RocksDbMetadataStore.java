package org.mucura.metadata.rocksdb;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.mucura.spi.Bytes;
import org.mucura.spi.metadata.CasOutcome;
import org.mucura.spi.metadata.CasOutcome.Applied;
import org.mucura.spi.metadata.CasOutcome.Conflict;
import org.mucura.spi.metadata.CasOutcome.Unknown;
import org.mucura.spi.metadata.Entry;
import org.mucura.spi.metadata.MetadataCapabilities;
import org.mucura.spi.metadata.MetadataCapabilities.CasScope;
import org.mucura.spi.metadata.MetadataSnapshot;
import org.mucura.spi.metadata.MetadataStore;
import org.mucura.spi.metadata.MetadataStoreException;
import org.mucura.spi.metadata.Revision;
import org.mucura.spi.metadata.SnapshotMetadataStore;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.rocksdb.RocksDBException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Metadata in a RocksDB database of this machine, which one process at a time can open.
 *
 * <p>A change reads the entry, compares and writes under a lock of its key, so writers of different
 * keys meet in RocksDB's write-ahead log, where those that wait for the disk share its next flush.
 * Whatever RocksDB lets others see is on the disk already.
 */
@Component(
    service = MetadataStore.class,
    immediate = true,
    configurationPid = "org.mucura.metadata.rocksdb",
    configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = RocksDbMetadataStore.Config.class, factory = true)
public final class RocksDbMetadataStore
    implements MetadataStore, SnapshotMetadataStore, AutoCloseable {

  /** The settings of one instance. */
  @ObjectClassDefinition(
      name = "Metadata in RocksDB",
      description =
          "Holds records in a folder of this machine. A change closes the store and opens it anew;"
              + " requests wait for that.")
  public @interface Config {

    /** The name of this instance. */
    @AttributeDefinition(
        name = "Name",
        description = "Of this instance; kept in records, so it never changes, and is never reused")
    String name();

    /** Its folder. */
    @AttributeDefinition(name = "Folder", description = "Used by this store alone; made if missing")
    String path();

    /** Memory for what is read. */
    @AttributeDefinition(
        name = "Cache in MiB",
        description = "Memory for what is read, beside the Java heap",
        min = "1")
    int cacheMiB() default RocksDbSettings.CACHE_MIB;

    /** Memory for what was written last. */
    @AttributeDefinition(
        name = "Write buffer in MiB",
        description = "Memory for what was written last, beside the Java heap",
        min = "2")
    int writeBufferMiB() default RocksDbSettings.WRITE_BUFFER_MIB;

    /** Room that is not used. */
    @AttributeDefinition(
        name = "Reserve in MiB",
        description =
            "Room on the disk below which nothing is put any more (503); no less than the write"
                + " buffer, for deletions live on it",
        min = "0")
    int reserveMiB() default RocksDbSettings.RESERVE_MIB;
  }

  private static final Logger LOG = LoggerFactory.getLogger(RocksDbMetadataStore.class);

  private static final int VALUE_LENGTH_MAX = 1024 * 1024;

  /** A seek opens a block in each of some levels: about as long as reading so many entries. */
  private static final int SEEK_COST = 20;

  private static final MetadataCapabilities CAPABILITIES =
      new MetadataCapabilities(CasScope.SINGLE_GATEWAY, true, VALUE_LENGTH_MAX, SEEK_COST);

  private static final int LOCK_COUNT = 1024;

  private final DatabaseGate gate;
  private final List<Lock> locks =
      Stream.<Lock>generate(ReentrantLock::new).limit(LOCK_COUNT).toList();

  @Activate
  public RocksDbMetadataStore(Config config) {
    this(open(config));
  }

  /**
   * Opens the store, and makes it where there is none.
   *
   * @throws MetadataStoreException if the folder is in use, cannot be written, or is not that of a
   *     store known to this release; the message is one line
   */
  public RocksDbMetadataStore(RocksDbSettings settings) {
    this(new DatabaseGate(settings));
  }

  private RocksDbMetadataStore(DatabaseGate gate) {
    this.gate = gate;
  }

  private static DatabaseGate open(Config config) {
    String path = Objects.requireNonNull(config.path(), "path is not set");
    try {
      return new DatabaseGate(
          new RocksDbSettings(
              Path.of(path), config.cacheMiB(), config.writeBufferMiB(), config.reserveMiB()));
    } catch (MetadataStoreException e) {
      // the framework buries the reason in a stack trace
      LOG.error("Metadata store {} does not open: {}", config.name(), e.getMessage());
      throw e;
    }
  }

  @Override
  public MetadataCapabilities capabilities() {
    return CAPABILITIES;
  }

  @Override
  public List<Optional<Entry>> get(List<Bytes> keys) {
    keys.forEach(RocksDbMetadataStore::checkKey);
    return gate.read(database -> database.get(keys));
  }

  @Override
  public CasOutcome put(Bytes key, Bytes value, Revision expected) {
    checkKey(key);
    if (value.length() > VALUE_LENGTH_MAX) {
      throw new IllegalArgumentException("a value of " + value.length() + " bytes");
    }
    gate.requireRoom();
    return change(key, expected, database -> database.put(key, value));
  }

  @Override
  public CasOutcome delete(Bytes key, Revision expected) {
    checkKey(key);
    if (expected.isAbsent()) {
      throw new IllegalArgumentException("what is absent cannot be deleted");
    }
    return change(
        key,
        expected,
        database -> {
          database.delete(key);
          return Revision.ABSENT;
        });
  }

  @Override
  public List<Entry> scan(Bytes after, Bytes before, int limit) {
    boolean nothing = isNothing(after, before, limit);
    return gate.read(database -> nothing ? List.of() : database.scan(after, before, limit));
  }

  /** Whether the bounds are in reverse. */
  static boolean isNothing(Bytes after, Bytes before, int limit) {
    if (limit < 1) {
      throw new IllegalArgumentException("a limit of " + limit);
    }
    return before.length() > 0 && after.compareTo(before) >= 0;
  }

  @Override
  public MetadataSnapshot snapshot() {
    return gate.read(database -> new RocksDbSnapshot(gate, database));
  }

  /** Waits for calls under way, then closes the database. */
  @Override
  @Deactivate
  public void close() {
    gate.close();
  }

  static void checkKey(Bytes key) {
    if (key.length() < 1 || key.length() > KEY_LENGTH_MAX) {
      throw new IllegalArgumentException("a key of " + key.length() + " bytes");
    }
  }

  /** A change of the database that gives the key's next revision. */
  private interface Change {
    Revision make(Database database) throws RocksDBException;
  }

  private CasOutcome change(Bytes key, Revision expected, Change change) {
    return gate.change(database -> changeIf(database, key, expected, change));
  }

  private CasOutcome changeIf(Database database, Bytes key, Revision expected, Change change) {
    Lock lock = locks.get(Math.floorMod(key.hashCode(), LOCK_COUNT));
    lock.lock();
    try {
      Optional<Entry> current = database.get(key);
      if (!current.map(Entry::revision).orElse(Revision.ABSENT).equals(expected)) {
        return new Conflict(current);
      }
      return new Applied(change.make(database));
    } catch (RocksDBException e) {
      LOG.error("A change of metadata failed; it is not known whether it was made", e);
      return new Unknown(e);
    } finally {
      lock.unlock();
    }
  }
}

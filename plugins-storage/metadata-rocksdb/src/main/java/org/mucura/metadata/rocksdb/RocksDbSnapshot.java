package org.mucura.metadata.rocksdb;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import org.mucura.spi.Bytes;
import org.mucura.spi.metadata.Entry;
import org.mucura.spi.metadata.MetadataSnapshot;
import org.mucura.spi.metadata.MetadataStoreException;
import org.rocksdb.Snapshot;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What one opening of the database had at one moment. It ends with that opening. */
final class RocksDbSnapshot implements MetadataSnapshot {

  private static final Logger LOG = LoggerFactory.getLogger(RocksDbSnapshot.class);

  private final DatabaseGate gate;
  private final Database opening;
  private final Snapshot pinned;

  /** RocksDB ends the process if something is released that is being read by. */
  private final ReadWriteLock use = new ReentrantReadWriteLock();

  private boolean closed;

  /** Of this moment; the database is not closed meanwhile. */
  RocksDbSnapshot(DatabaseGate gate, Database opening) {
    this.gate = gate;
    this.opening = opening;
    this.pinned = opening.pin();
  }

  @Override
  public List<Optional<Entry>> get(List<Bytes> keys) {
    keys.forEach(RocksDbMetadataStore::checkKey);
    return read(database -> database.get(keys, pinned));
  }

  @Override
  public List<Entry> scan(Bytes after, Bytes before, int limit) {
    boolean nothing = RocksDbMetadataStore.isNothing(after, before, limit);
    return read(database -> nothing ? List.of() : database.scan(after, before, limit, pinned));
  }

  private <T> T read(Function<Database, T> call) {
    use.readLock().lock();
    try {
      if (closed) {
        throw new MetadataStoreException("the snapshot is closed");
      }
      return gate.read(database -> call.apply(same(database)));
    } finally {
      use.readLock().unlock();
    }
  }

  private Database same(Database database) {
    if (database != opening) {
      throw new MetadataStoreException("the snapshot ended when the database was opened again");
    }
    return database;
  }

  @Override
  public void close() {
    use.writeLock().lock();
    try {
      if (!closed) {
        closed = true;
        gate.read(
            database -> {
              if (database == opening) {
                database.release(pinned);
              }
              return true;
            });
      }
    } catch (MetadataStoreException e) {
      LOG.debug("the snapshot ended with its database", e);
    } finally {
      use.writeLock().unlock();
    }
  }
}

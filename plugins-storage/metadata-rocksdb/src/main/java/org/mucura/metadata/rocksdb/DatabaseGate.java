package org.mucura.metadata.rocksdb;

import java.io.IOException;
import java.nio.file.FileStore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.mucura.spi.metadata.MetadataStoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets calls into the database as long as it is open, and closes it when none is inside.
 *
 * <p>After a failed change RocksDB takes no further one until it is opened again, for it no longer
 * knows what the disk has. The next change does that, if the disk takes what would be written then
 * and the last attempt is not too fresh; until then reads go on. If it was a compaction that met
 * damage, there are none from then on: each would fail again, and every change after it.
 */
final class DatabaseGate implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(DatabaseGate.class);

  private static final long REOPEN_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long MIB = 1024 * 1024;

  private final RocksDbSettings settings;
  private final ReadWriteLock gate = new ReentrantReadWriteLock();
  private final FileStore disk;
  private volatile @Nullable Database database;
  private final Lock reopening = new ReentrantLock();
  private volatile boolean closed;
  private boolean damaged;
  private long lastTried;

  /**
   * @throws MetadataStoreException if the database cannot be opened; the message is one line
   */
  DatabaseGate(RocksDbSettings settings) {
    this.settings = settings;
    StoreFolder folder = StoreFolder.prepare(settings.path());
    disk = folder.disk();
    database = Database.open(folder, settings);
    lastTried = System.nanoTime();
  }

  /** Calls {@code call} with the database, which is not closed meanwhile. */
  <T> T read(Function<Database, T> call) {
    if (database == null) {
      reopen();
    }
    return enter(call);
  }

  /** As {@link #read}, with a database that takes changes. */
  <T> T change(Function<Database, T> call) {
    Database current = database;
    if (current == null || current.failed()) {
      reopen();
    }
    return enter(call);
  }

  /**
   * Checks that there is room for what may grow.
   *
   * @throws MetadataStoreException if the reserve is reached
   */
  void requireRoom() {
    requireRoom(settings.reserveMiB());
  }

  private void requireRoom(int wantedMiB) {
    try {
      long usable = disk.getUsableSpace();
      if (usable < wantedMiB * MIB) {
        throw new MetadataStoreException(
            "the disk of %s is full: %d MiB are left of %d that are wanted"
                .formatted(settings.path(), usable / MIB, wantedMiB));
      }
    } catch (IOException e) {
      throw new MetadataStoreException("the room of " + settings.path() + " is not known", e);
    }
  }

  /** Waits for calls under way; every later one is refused. */
  @Override
  public void close() {
    gate.writeLock().lock();
    try {
      closed = true;
      closeDatabase();
    } finally {
      gate.writeLock().unlock();
    }
  }

  private <T> T enter(Function<Database, T> call) {
    gate.readLock().lock();
    try {
      Database current = database;
      if (current == null) {
        throw new MetadataStoreException(
            closed ? "the store is closed" : settings.path() + " cannot be opened again");
      }
      return call.apply(current);
    } finally {
      gate.readLock().unlock();
    }
  }

  private void reopen() {
    if (closed) {
      return;
    }
    lockReopening();
    try {
      Database current = database;
      if (closed || (current != null && !current.failed())) {
        return;
      }
      if (System.nanoTime() - lastTried < REOPEN_PAUSE_NANOS) {
        throw failed();
      }
      try {
        replace();
      } finally {
        lastTried = System.nanoTime();
      }
    } finally {
      reopening.unlock();
    }
  }

  /** Waits for another attempt only where there is nothing to read from meanwhile. */
  private void lockReopening() {
    if (reopening.tryLock()) {
      return;
    }
    Database current = database;
    if (current != null && current.failed()) {
      throw failed();
    }
    reopening.lock();
  }

  private MetadataStoreException failed() {
    return new MetadataStoreException(settings.path() + " failed and will be opened again");
  }

  /** Reads wait for the new database only where the disk took a trial. */
  private void replace() {
    // opening writes what the buffers held: where that fails nobody could even read
    int wanted = Math.max(settings.reserveMiB(), settings.writeBufferMiB());
    requireRoom(wanted);
    StoreFolder folder = StoreFolder.prepare(settings.path());
    folder.tryWriting(settings.writeBufferMiB() * MIB);
    gate.writeLock().lock();
    try {
      if (!closed) {
        noteDamage(database);
        closeDatabase();
        database = Database.open(folder, settings, !damaged);
        LOG.warn("Opened {} again after a failed change", settings.path());
      }
    } finally {
      gate.writeLock().unlock();
    }
  }

  private void noteDamage(@Nullable Database failed) {
    if (failed != null && failed.damaged() && !damaged) {
      damaged = true;
      LOG.error(
          "{} is damaged; it goes on without compactions until the next start", settings.path());
    }
  }

  private void closeDatabase() {
    Database current = database;
    database = null;
    if (current != null) {
      current.close();
    }
  }
}

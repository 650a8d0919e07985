package org.mucura.metadata.rocksdb;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mucura.spi.Bytes;
import org.mucura.spi.metadata.CasOutcome;
import org.mucura.spi.metadata.Entry;
import org.mucura.spi.metadata.MetadataCapabilities;
import org.mucura.spi.metadata.MetadataStore;
import org.mucura.spi.metadata.MetadataStoreException;
import org.mucura.spi.metadata.Revision;
import org.rocksdb.CompactRangeOptions;
import org.rocksdb.FlushOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteOptions;

/**
 * The store of a gateway that does not run, opened to put very many new entries at once. What is
 * put is as {@link RocksDbMetadataStore} puts it, but durable only when this is closed. For one
 * thread.
 */
public final class BulkStore implements MetadataStore, AutoCloseable {

  private static final byte[] HEADER_KEY = {};

  private final DatabaseOptions options;
  private final RocksDB rocks;
  private final WriteOptions unlogged;
  private final Revisions revisions;

  /** Opens the store in a folder; there must be one. */
  public BulkStore(Path folder) {
    RocksDB.loadLibrary();
    unlogged = new WriteOptions().setDisableWAL(true);
    options = new DatabaseOptions(RocksDbSettings.of(folder));
    try {
      String database = StoreFolder.prepare(folder).database().toString();
      rocks = RocksDB.open(options.options(false, true), database);
      revisions = Revisions.after(rocks.get(HEADER_KEY));
      rocks.put(HEADER_KEY, revisions.header());
    } catch (RocksDBException e) {
      throw failure(e);
    }
  }

  @Override
  public MetadataCapabilities capabilities() {
    throw new UnsupportedOperationException("only puts new entries");
  }

  @Override
  public List<Optional<Entry>> get(List<Bytes> keys) {
    return keys.stream().map(this::get).toList();
  }

  @Override
  public Optional<Entry> get(Bytes key) {
    try {
      return entry(key, rocks.get(key.shared()));
    } catch (RocksDBException e) {
      throw failure(e);
    }
  }

  private Optional<Entry> entry(Bytes key, byte @Nullable [] stamped) {
    return stamped == null
        ? Optional.empty()
        : Optional.of(new Entry(key, Revisions.value(stamped), revisions.revision(stamped)));
  }

  @Override
  public CasOutcome put(Bytes key, Bytes value, Revision expected) {
    try {
      byte[] present = rocks.get(key.shared());
      if (present != null || !expected.isAbsent()) {
        return new CasOutcome.Conflict(entry(key, present));
      }
      byte[] stamped = revisions.stamp(value);
      rocks.put(unlogged, key.shared(), stamped);
      return new CasOutcome.Applied(revisions.revision(stamped));
    } catch (RocksDBException e) {
      throw failure(e);
    }
  }

  @Override
  public CasOutcome delete(Bytes key, Revision expected) {
    throw new UnsupportedOperationException("only puts new entries");
  }

  @Override
  public List<Entry> scan(Bytes after, Bytes before, int limit) {
    throw new UnsupportedOperationException("only puts new entries");
  }

  /** Makes all durable, and brings it into the order that the store would come to in time. */
  @Override
  public void close() {
    try (FlushOptions flush = new FlushOptions().setWaitForFlush(true);
        CompactRangeOptions compaction = new CompactRangeOptions()) {
      rocks.flush(flush);
      rocks.compactRange(null, null, null, compaction);
      rocks.closeE();
    } catch (RocksDBException e) {
      throw failure(e);
    } finally {
      unlogged.close();
      options.close();
    }
  }

  private static MetadataStoreException failure(RocksDBException cause) {
    return new MetadataStoreException("the bulk store failed: " + cause.getMessage(), cause);
  }
}

package org.mucura.metadata.rocksdb;

import java.util.List;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Cache;
import org.rocksdb.CompressionType;
import org.rocksdb.Filter;
import org.rocksdb.IndexType;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.TablePropertiesCollectorFactory;

/** How RocksDB is set up: within a memory that does not grow with what is stored. */
final class DatabaseOptions implements AutoCloseable {

  private static final long KIB = 1024;
  private static final long MIB = 1024 * KIB;

  /** Files kept open; with what is read of each in the cache, a table costs little else. */
  private static final int OPEN_FILES_MAX = 512;

  /** Of so many neighbours, so many deleted ones are worth a compaction of their own. */
  private static final int DELETION_WINDOW = 8192;

  private static final int DELETION_TRIGGER = 4096;

  private final Cache cache;
  private final Filter filter;
  private final TablePropertiesCollectorFactory deletions;
  private final Options options;

  DatabaseOptions(RocksDbSettings settings) {
    // half of the cache is kept for indexes and filters, which a long scan must not push out
    cache = new LRUCache(settings.cacheMiB() * MIB, -1, false, 0.5);
    filter = new BloomFilter(10);
    // queues delete at their head: without this a scan passes all that was ever taken
    deletions =
        TablePropertiesCollectorFactory.NewCompactOnDeletionCollectorFactory(
            DELETION_WINDOW, DELETION_TRIGGER, 0);
    options =
        new Options()
            .setTableFormatConfig(tables(cache, filter))
            // one buffer takes writes while the other goes to disk
            .setWriteBufferSize(settings.writeBufferMiB() * MIB / 2)
            .setMaxWriteBufferNumber(2)
            .setCompressionType(CompressionType.LZ4_COMPRESSION)
            .setBottommostCompressionType(CompressionType.ZSTD_COMPRESSION)
            .setMaxOpenFiles(OPEN_FILES_MAX)
            // writers wait for a disk: one of them enters the changes of all, and nobody spins
            .setAllowConcurrentMemtableWrite(false)
            .setEnableWriteThreadAdaptiveYield(false)
            // large files go to disk bit by bit, so that the flush of a change need not wait
            .setBytesPerSync(MIB)
            .setMaxLogFileSize(4 * MIB)
            .setKeepLogFileNum(4)
            .setStatsDumpPeriodSec(0);
    options.setTablePropertiesCollectorFactory(List.of(deletions));
  }

  /** For a database that is there, or also for a new one; with compactions or without. */
  Options options(boolean create, boolean compacting) {
    return options.setCreateIfMissing(create).setDisableAutoCompactions(!compacting);
  }

  @Override
  public void close() {
    options.close();
    deletions.close();
    filter.close();
    cache.close();
  }

  private static BlockBasedTableConfig tables(Cache cache, Filter filter) {
    return new BlockBasedTableConfig()
        .setBlockCache(cache)
        .setFilterPolicy(filter)
        .setBlockSize(16 * KIB)
        // indexes and filters in pieces that come and go in the cache as blocks do
        .setIndexType(IndexType.kTwoLevelIndexSearch)
        .setPartitionFilters(true)
        .setMetadataBlockSize(4 * KIB)
        .setCacheIndexAndFilterBlocks(true)
        .setCacheIndexAndFilterBlocksWithHighPriority(true)
        .setPinTopLevelIndexAndFilter(true);
  }
}

package org.mucura.metadata.rocksdb;

import java.nio.file.Path;

/**
 * What may be set of one store.
 *
 * @param path its folder, made where it is missing
 * @param cacheMiB memory for what is read, 1 or more, in MiB; beside the Java heap
 * @param writeBufferMiB memory for what was written last, 2 or more, in MiB; beside the Java heap
 * @param reserveMiB room on the disk below which nothing is put any more, 0 or more, in MiB
 */
public record RocksDbSettings(Path path, int cacheMiB, int writeBufferMiB, int reserveMiB) {

  static final int CACHE_MIB = 64;
  static final int WRITE_BUFFER_MIB = 32;
  static final int RESERVE_MIB = 64;

  public RocksDbSettings {
    if (cacheMiB < 1 || writeBufferMiB < 2 || reserveMiB < 0) {
      throw new IllegalArgumentException(
          "cacheMiB is 1 or more, writeBufferMiB 2 or more, reserveMiB 0 or more");
    }
  }

  /** The usual settings for a store in {@code path}. */
  public static RocksDbSettings of(Path path) {
    return new RocksDbSettings(path, CACHE_MIB, WRITE_BUFFER_MIB, RESERVE_MIB);
  }
}

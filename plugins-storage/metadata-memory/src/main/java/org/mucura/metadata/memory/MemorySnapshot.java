package org.mucura.metadata.memory;

import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.mucura.spi.Bytes;
import org.mucura.spi.metadata.Entry;
import org.mucura.spi.metadata.MetadataSnapshot;
import org.mucura.spi.metadata.MetadataStoreException;

/** A copy of all entries. */
final class MemorySnapshot implements MetadataSnapshot {

  private final Runnable storeIsOpen;
  private volatile NavigableMap<Bytes, Entry> entries;
  private volatile boolean closed;

  /**
   * @param entries nobody else's
   * @param storeIsOpen throws if the store is closed
   */
  MemorySnapshot(NavigableMap<Bytes, Entry> entries, Runnable storeIsOpen) {
    this.entries = entries;
    this.storeIsOpen = storeIsOpen;
  }

  @Override
  public List<Optional<Entry>> get(List<Bytes> keys) {
    return MemoryMetadataStore.get(open(), keys);
  }

  @Override
  public List<Entry> scan(Bytes after, Bytes before, int limit) {
    return MemoryMetadataStore.scan(open(), after, before, limit);
  }

  private NavigableMap<Bytes, Entry> open() {
    NavigableMap<Bytes, Entry> shown = entries;
    storeIsOpen.run();
    if (closed) {
      throw new MetadataStoreException("the snapshot is closed");
    }
    return shown;
  }

  @Override
  public void close() {
    closed = true;
    entries = new TreeMap<>();
  }
}

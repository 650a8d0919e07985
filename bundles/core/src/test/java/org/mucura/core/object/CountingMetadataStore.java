package org.mucura.core.object;

import java.util.List;
import java.util.Optional;
import org.mucura.spi.Bytes;
import org.mucura.spi.metadata.CasOutcome;
import org.mucura.spi.metadata.Entry;
import org.mucura.spi.metadata.MetadataCapabilities;
import org.mucura.spi.metadata.MetadataStore;
import org.mucura.spi.metadata.Revision;

/** Counts what a store is asked. For one thread. */
final class CountingMetadataStore implements MetadataStore {

  int calls;
  int entriesRead;

  private final MetadataStore store;

  CountingMetadataStore(MetadataStore store) {
    this.store = store;
  }

  @Override
  public MetadataCapabilities capabilities() {
    return store.capabilities();
  }

  @Override
  public List<Optional<Entry>> get(List<Bytes> keys) {
    calls++;
    return store.get(keys);
  }

  @Override
  public CasOutcome put(Bytes key, Bytes value, Revision expected) {
    calls++;
    return store.put(key, value, expected);
  }

  @Override
  public CasOutcome delete(Bytes key, Revision expected) {
    calls++;
    return store.delete(key, expected);
  }

  @Override
  public List<Entry> scan(Bytes after, Bytes before, int limit) {
    calls++;
    List<Entry> entries = store.scan(after, before, limit);
    entriesRead += entries.size();
    return entries;
  }
}

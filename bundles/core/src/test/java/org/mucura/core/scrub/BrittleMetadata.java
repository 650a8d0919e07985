package org.mucura.core.scrub;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mucura.core.format.KeyRange;
import org.mucura.metadata.memory.MemoryMetadataStore;
import org.mucura.spi.Bytes;
import org.mucura.spi.metadata.CasOutcome;
import org.mucura.spi.metadata.DamagedMetadataException;
import org.mucura.spi.metadata.Entry;
import org.mucura.spi.metadata.MetadataCapabilities;
import org.mucura.spi.metadata.MetadataStore;
import org.mucura.spi.metadata.Revision;

/** Cannot list what is between two keys, both of which it can, and read nothing of a range. */
final class BrittleMetadata implements MetadataStore {

  final MemoryMetadataStore store = new MemoryMetadataStore();
  Bytes from = Bytes.EMPTY;
  Bytes to = Bytes.EMPTY;
  @Nullable KeyRange spoilt;

  private void read(Bytes key) {
    KeyRange range = spoilt;
    if (range != null && key.compareTo(range.after()) > 0 && key.compareTo(range.before()) < 0) {
      throw new DamagedMetadataException("spoilt", new IOException("block 17 is spoilt"));
    }
  }

  @Override
  public MetadataCapabilities capabilities() {
    return store.capabilities();
  }

  @Override
  public List<Optional<Entry>> get(List<Bytes> keys) {
    keys.forEach(this::read);
    return store.get(keys);
  }

  @Override
  public CasOutcome put(Bytes key, Bytes value, Revision expected) {
    return store.put(key, value, expected);
  }

  @Override
  public CasOutcome delete(Bytes key, Revision expected) {
    return store.delete(key, expected);
  }

  @Override
  public List<Entry> scan(Bytes after, Bytes before, int limit) {
    List<Entry> found = store.scan(after, before, limit);
    for (Entry entry : found) {
      read(entry.key());
      if (from.length() > 0 && entry.key().compareTo(from) > 0 && entry.key().compareTo(to) < 0) {
        throw new DamagedMetadataException("spoilt", new IOException("block 17 is spoilt"));
      }
    }
    return found;
  }
}

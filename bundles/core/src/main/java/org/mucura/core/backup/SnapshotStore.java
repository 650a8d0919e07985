package org.mucura.core.backup;

import java.util.List;
import java.util.Optional;
import org.mucura.spi.Bytes;
import org.mucura.spi.metadata.CasOutcome;
import org.mucura.spi.metadata.Entry;
import org.mucura.spi.metadata.MetadataCapabilities;
import org.mucura.spi.metadata.MetadataSnapshot;
import org.mucura.spi.metadata.MetadataStore;
import org.mucura.spi.metadata.Revision;

/**
 * A snapshot for those who read a store. Nobody who makes a backup changes anything: to try is a
 * mistake of the program, as with any view that cannot be modified.
 */
final class SnapshotStore implements MetadataStore {

  private final MetadataStore of;
  private final MetadataSnapshot snapshot;

  SnapshotStore(MetadataStore of, MetadataSnapshot snapshot) {
    this.of = of;
    this.snapshot = snapshot;
  }

  @Override
  public MetadataCapabilities capabilities() {
    return of.capabilities();
  }

  @Override
  public List<Optional<Entry>> get(List<Bytes> keys) {
    return snapshot.get(keys);
  }

  @Override
  public List<Entry> scan(Bytes after, Bytes before, int limit) {
    return snapshot.scan(after, before, limit);
  }

  @Override
  public CasOutcome put(Bytes key, Bytes value, Revision expected) {
    throw new UnsupportedOperationException("what was cannot be changed");
  }

  @Override
  public CasOutcome delete(Bytes key, Revision expected) {
    throw new UnsupportedOperationException("what was cannot be changed");
  }
}

package org.mucura.blobs.filesystem.segment;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/** A segment whose index is in memory: it is being filled, or could not be sealed yet. */
final class OpenSegment implements Segment {

  private final SegmentHeader header;
  private final Path path;
  private final ConcurrentNavigableMap<BlobKey, Entry> entries = new ConcurrentSkipListMap<>();
  private final List<Removal> removals = new ArrayList<>();

  OpenSegment(SegmentHeader header, Path path) {
    this.header = header;
    this.path = path;
  }

  @Override
  public SegmentHeader header() {
    return header;
  }

  @Override
  public Path path() {
    return path;
  }

  void add(Entry entry) {
    entries.put(entry.key(), entry);
  }

  /** Notes what a record of this segment removes elsewhere. */
  void addRemoval(Removal removal) {
    if (removal.segment() != number()) {
      removals.add(removal);
    }
  }

  Collection<Entry> entries() {
    return entries.values();
  }

  List<Removal> removals() {
    return removals;
  }

  @Override
  public @Nullable Entry find(BlobKey key) {
    return entries.get(key);
  }

  @Override
  public @Nullable Entry next(@Nullable BlobKey after) {
    Map.Entry<BlobKey, Entry> next =
        after == null ? entries.firstEntry() : entries.higherEntry(after);
    return next == null ? null : next.getValue();
  }

  @Override
  public boolean isAlive(BlobKey key, int ordinal) {
    Entry entry = entries.get(key);
    return entry != null && entry.ordinal() == ordinal;
  }

  @Override
  public void remove(BlobKey key, Removal removal) {
    entries.computeIfPresent(
        key, (k, entry) -> entry.ordinal() == removal.ordinal() ? null : entry);
  }

  /** As {@link #remove(BlobKey, Removal)}, by a look at all. */
  void remove(Removal removal) {
    entries.values().removeIf(entry -> entry.ordinal() == removal.ordinal());
  }
}

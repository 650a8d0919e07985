package org.mucura.blobs.filesystem.segment;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;

/** A segment that is full: its index is on the medium, in memory is what died since. */
final class SealedSegment implements Segment {

  private final SegmentHeader header;
  private final Path path;
  private final SegmentIndex index;
  private volatile @Nullable AtomicLongArray dead;
  private volatile long aliveBytes;
  private volatile int aliveEntries;
  private volatile boolean damaged;
  private volatile boolean indexDamaged;

  SealedSegment(SegmentHeader header, Path path, SegmentIndex index) {
    this.header = header;
    this.path = path;
    this.index = index;
    aliveBytes = index.summary().bytes();
    aliveEntries = index.summary().sizes().entries();
  }

  @Override
  public SegmentHeader header() {
    return header;
  }

  @Override
  public Path path() {
    return path;
  }

  SegmentIndex index() {
    return index;
  }

  /** How many bytes the file has, as it was written. */
  long length() {
    return index.summary().tail();
  }

  /** How many bytes the living contents take, with their headers. */
  long aliveBytes() {
    return aliveBytes;
  }

  /** How many contents are alive. */
  int aliveEntries() {
    return aliveEntries;
  }

  /** Whether a content was found that cannot be read; such a segment is left as it is. */
  boolean isDamaged() {
    return damaged;
  }

  void setDamaged() {
    damaged = true;
  }

  /** Whether a page was found that cannot be read. */
  boolean isIndexDamaged() {
    return indexDamaged;
  }

  /** Whether the id may be here, by the time and the random digits that it begins with. */
  boolean spans(BlobKey key) {
    return Long.compareUnsigned(index.summary().lowest(), key.high()) <= 0
        && Long.compareUnsigned(key.high(), index.summary().highest()) <= 0;
  }

  @Override
  public @Nullable Entry find(BlobKey key) throws IOException {
    try {
      return index.find(key, this::isAlive);
    } catch (DamagedException e) {
      indexDamaged = true;
      throw e;
    }
  }

  @Override
  public @Nullable Entry next(@Nullable BlobKey after) throws IOException {
    try {
      return index.firstNotBefore(after, entry -> !entry.key().equals(after) && isAlive(entry));
    } catch (DamagedException e) {
      indexDamaged = true;
      throw e;
    }
  }

  /** The living contents in the order of their keys. */
  List<Entry> alive() throws IOException {
    try {
      List<Entry> alive = new ArrayList<>();
      for (Entry entry : index.entries()) {
        if (isAlive(entry)) {
          alive.add(entry);
        }
      }
      return alive;
    } catch (DamagedException e) {
      indexDamaged = true;
      throw e;
    }
  }

  /** The segment whose living contents, and no other ones, are in {@code entries}. */
  static SealedSegment of(Segment segment, SegmentIndex index, Collection<Entry> entries) {
    SealedSegment sealed = new SealedSegment(segment.header(), segment.path(), index);
    AtomicLongArray bits = sealed.bits();
    for (int i = 0; i < bits.length(); i++) {
      bits.set(i, -1);
    }
    for (Entry entry : entries) {
      int word = entry.ordinal() >>> 6;
      bits.set(word, bits.get(word) & ~(1L << entry.ordinal()));
    }
    return sealed;
  }

  @Override
  public boolean isAlive(BlobKey key, int ordinal) {
    return isAlive(ordinal);
  }

  @Override
  public void remove(BlobKey key, Removal removal) {
    remove(removal);
  }

  /** As {@link #remove(BlobKey, Removal)}; the key is not needed. */
  void remove(Removal removal) {
    int ordinal = removal.ordinal();
    if (isAlive(ordinal)) {
      AtomicLongArray bits = bits();
      bits.set(ordinal >>> 6, bits.get(ordinal >>> 6) | 1L << ordinal);
      setAlive(
          aliveBytes - RecordHeader.recordLength(removal.length()), Math.max(0, aliveEntries - 1));
    }
  }

  private void setAlive(long bytes, int entries) {
    aliveBytes = bytes;
    aliveEntries = entries;
  }

  private AtomicLongArray bits() {
    AtomicLongArray bits = dead;
    if (bits == null) {
      bits = new AtomicLongArray((index.summary().sizes().records() + 63) >>> 6);
      dead = bits;
    }
    return bits;
  }

  private boolean isAlive(Entry entry) {
    return isAlive(entry.ordinal());
  }

  private boolean isAlive(int ordinal) {
    AtomicLongArray bits = dead;
    if (ordinal >= index.summary().sizes().records()) {
      return false;
    }
    return bits == null || (bits.get(ordinal >>> 6) & 1L << ordinal) == 0;
  }
}

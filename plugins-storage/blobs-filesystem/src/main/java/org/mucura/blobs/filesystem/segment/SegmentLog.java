package org.mucura.blobs.filesystem.segment;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.mucura.blobs.filesystem.disk.Room;
import org.mucura.spi.blob.OutOfSpaceException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The segments as a log that grows at the end of its newest one. Changed by one thread, the
 * committer; the catalog may be read by all.
 */
final class SegmentLog implements Batch, Closeable {

  private static final Logger LOG = LoggerFactory.getLogger(SegmentLog.class);

  /** The index of an open segment is in memory; no more of them than these. */
  private static final int OPEN_MAX = 4;

  private static final long NONE = -1;

  private final Medium medium;
  private final Sealer sealer;
  private final AtomicLong numbers;
  private final SecureRandom random = new SecureRandom();
  private final ByteBuffer buffer = SegmentWriter.newBuffer();
  private final List<Change> staged = new ArrayList<>();
  private final List<Runnable> effects = new ArrayList<>();
  private volatile Catalog catalog;
  private @Nullable ActiveSegment active;
  private boolean broken;

  /** A segment that may be there and would undo later removals, or {@link #NONE}. */
  private long withdrawn = NONE;

  /**
   * @param numbers gives the next segment its number
   */
  SegmentLog(Medium medium, Catalog catalog, AtomicLong numbers) {
    this.medium = medium;
    this.catalog = catalog;
    this.numbers = numbers;
    sealer = new Sealer(medium);
  }

  @Override
  public Catalog catalog() {
    return catalog;
  }

  /** The header of a segment that is yet to be made. */
  SegmentHeader newHeader(List<Long> replaces) {
    long now = System.currentTimeMillis();
    return new SegmentHeader(numbers.getAndIncrement(), random.nextLong(), now, replaces);
  }

  /** Makes changes, durably; each is told how it ended. */
  void make(List<Change> changes) {
    for (Change change : changes) {
      if (change.take()) {
        make(change);
      }
    }
    try {
      commit();
    } catch (IOException e) {
      abandon(Room.explain(e));
    } catch (Throwable e) {
      // also an Error: nobody else could end what was begun
      abandon(e);
    }
  }

  private void make(Change change) {
    try {
      mend();
      if (change.isAlone()) {
        commit();
      }
      change.stage(this);
      staged.add(change);
    } catch (OutOfSpaceException e) {
      change.fail(e);
    } catch (IOException e) {
      IOException reason = Room.explain(e);
      change.fail(reason);
      abandon(reason);
    } catch (Throwable e) {
      change.fail(e);
      abandon(e);
    }
  }

  @Override
  public void add(Content content) throws IOException {
    ActiveSegment target = activeFor(content.length(), false);
    Entry entry = target.writer().add(content);
    effects.add(() -> target.segment().add(entry));
  }

  @Override
  public void remove(BlobKey key, Removal removal) throws IOException {
    ActiveSegment target = activeFor(0, true);
    target.writer().remove(key, removal);
    effects.add(
        () -> {
          target.segment().addRemoval(removal);
          Segment segment = catalog.byNumber(removal.segment());
          if (segment != null) {
            segment.remove(key, removal);
          }
        });
  }

  @Override
  public void commit() throws IOException {
    if (!effects.isEmpty() && active != null) {
      active.writer().commit();
      effects.forEach(Runnable::run);
      effects.clear();
    }
    staged.forEach(Change::succeed);
    staged.clear();
  }

  @Override
  public void replace(List<SealedSegment> old, List<SealedSegment> fresh) {
    List<SealedSegment> sealed = new ArrayList<>(catalog.sealed());
    sealed.removeAll(old);
    sealed.addAll(fresh);
    catalog = catalog.with(catalog.open(), sealed);
  }

  @Override
  public void withdraw(long number) {
    withdrawn = number;
    broken = true;
  }

  @Override
  public void reopen(SealedSegment old, OpenSegment read) {
    List<SealedSegment> sealed = new ArrayList<>(catalog.sealed());
    sealed.remove(old);
    List<OpenSegment> open = new ArrayList<>(List.of(read));
    open.addAll(catalog.open());
    // its entries are in memory while its index is replaced
    catalog = catalog.with(open, sealed);
    seal(read);
  }

  /** Ends the segment that is being filled, so that the next start finds its index. */
  @Override
  public void close() throws IOException {
    Interruption later = new Interruption();
    try {
      mend();
      retire();
    } finally {
      later.restore();
    }
  }

  private ActiveSegment activeFor(int length, boolean removal) throws IOException {
    ActiveSegment current = active;
    if (current != null && current.writer().fits(length, removal)) {
      return current;
    }
    commit();
    if (catalog.open().size() >= OPEN_MAX && !removal) {
      throw new OutOfSpaceException("there is no room for the indexes of full segments");
    }
    // first the new one: if there is no room for it, the old one can still take removals
    ActiveSegment fresh = begin(removal);
    retire();
    active = fresh;
    return fresh;
  }

  private ActiveSegment begin(boolean removal) throws IOException {
    try {
      ActiveSegment fresh = ActiveSegment.create(medium, newHeader(List.of()), buffer, !removal);
      List<OpenSegment> open = new ArrayList<>(catalog.open());
      open.add(fresh.segment());
      catalog = catalog.with(open, catalog.sealed());
      return fresh;
    } catch (IOException e) {
      throw Room.explain(e);
    }
  }

  /** Ends the active segment, and gives it an index and all others that have none yet. */
  private void retire() {
    ActiveSegment full = active;
    active = null;
    if (full == null) {
      return;
    }
    try (SegmentWriter writer = full.writer()) {
      writer.end();
    } catch (IOException e) {
      LOG.warn("{} could not be ended: {}", full.segment().path(), e.toString());
    }
    for (OpenSegment segment : catalog.open()) {
      if (segment.number() <= full.segment().number()) {
        seal(segment);
      }
    }
  }

  private void seal(OpenSegment segment) {
    try {
      SealedSegment sealed = sealer.seal(segment, Files.size(segment.path()));
      List<OpenSegment> open = new ArrayList<>(catalog.open());
      open.remove(segment);
      List<SealedSegment> all = new ArrayList<>(catalog.sealed());
      all.add(sealed);
      catalog = catalog.with(open, all);
    } catch (IOException e) {
      LOG.warn("{} has no index yet: {}", segment.path(), Room.explain(e).toString());
    }
  }

  /** Fails all that is not durable, and lets nothing of it appear later. */
  private void abandon(Throwable reason) {
    broken = true;
    effects.clear();
    staged.forEach(change -> change.fail(reason));
    staged.clear();
    try {
      mend();
    } catch (IOException e) {
      LOG.warn("a failed write cannot be taken back yet: {}", e.toString());
    }
  }

  /** Takes back what failed, before anything else is written. */
  private void mend() throws IOException {
    if (withdrawn != NONE) {
      medium.disk().delete(medium.folder().segment(withdrawn));
      medium.disk().delete(medium.folder().index(withdrawn));
      medium.disk().syncFolder(medium.folder().folder());
      withdrawn = NONE;
    }
    ActiveSegment damaged = active;
    if (broken && damaged != null) {
      damaged.writer().cut();
      retire();
    }
    broken = false;
  }
}

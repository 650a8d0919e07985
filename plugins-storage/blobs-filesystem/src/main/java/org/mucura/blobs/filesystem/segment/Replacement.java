package org.mucura.blobs.filesystem.segment;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The moment in which one segment takes the place of others. */
final class Replacement extends Change {

  private static final Logger LOG = LoggerFactory.getLogger(Replacement.class);

  private final Medium medium;
  private final List<SealedSegment> old;
  private final SegmentHeader header;
  private final List<Move> moves;
  private volatile boolean clean = true;

  /** A content that was copied from one of the old segments into the new one. */
  record Move(SealedSegment from, Entry old, Entry fresh) {}

  /**
   * @param header of the new segment, which is written but not in its place; without moves and
   *     without a file nothing takes the place of the old ones
   */
  Replacement(Medium medium, List<SealedSegment> old, SegmentHeader header, List<Move> moves) {
    this.medium = medium;
    this.old = old;
    this.header = header;
    this.moves = moves;
  }

  /** Whether nothing of the old segments is left on the medium. */
  boolean isClean() {
    return clean;
  }

  @Override
  boolean isAlone() {
    return true;
  }

  @Override
  void stage(Batch batch) throws IOException {
    List<Removal> late = removeLate(batch);
    List<SealedSegment> fresh = new ArrayList<>();
    boolean done = false;
    try {
      if (Files.exists(medium.folder().unfinishedSegment(header.number()))) {
        fresh.add(publish());
        late.forEach(fresh.get(0)::remove);
      }
      batch.replace(old, fresh);
      done = true;
    } finally {
      if (!done) {
        batch.withdraw(header.number());
      }
    }
    removeOld();
  }

  /** Removes from the new segment what was removed from the old ones since it was copied. */
  private List<Removal> removeLate(Batch batch) throws IOException {
    List<Removal> late = new ArrayList<>();
    for (Move move : moves) {
      if (!move.from.isAlive(move.old.key(), move.old.ordinal())) {
        Entry fresh = move.fresh;
        Removal removal = new Removal(header.number(), fresh.ordinal(), fresh.length());
        batch.remove(fresh.key(), removal);
        late.add(removal);
      }
    }
    batch.commit();
    return late;
  }

  private SealedSegment publish() throws IOException {
    SegmentFolder folder = medium.folder();
    long number = header.number();
    Sealer sealer = new Sealer(medium);
    sealer.publish(number);
    medium.disk().move(folder.unfinishedSegment(number), folder.segment(number));
    medium.disk().syncFolder(folder.folder());
    OpenSegment segment = new OpenSegment(header, folder.segment(number));
    return sealer.open(segment, moves.stream().map(Move::fresh).toList());
  }

  private void removeOld() {
    clean = false;
    try {
      for (SealedSegment segment : old) {
        medium.disk().delete(segment.path());
        medium.disk().delete(segment.index().path());
        medium.files().forget(segment.path());
        medium.files().forget(segment.index().path());
      }
      medium.disk().syncFolder(medium.folder().folder());
      clean = true;
    } catch (IOException e) {
      LOG.warn("segments that were replaced are left for the next start: {}", e.toString());
    }
  }
}

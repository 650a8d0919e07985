package org.mucura.blobs.filesystem.segment;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.mucura.blobs.filesystem.disk.Room;
import org.mucura.blobs.filesystem.disk.Throttle;
import org.mucura.spi.blob.OutOfSpaceException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks from time to time what is to be mended or rewritten, in a thread of its own. */
final class Compactor implements Closeable {

  private static final Logger LOG = LoggerFactory.getLogger(Compactor.class);

  /** How much is read and written at most. */
  private static final long BYTES_PER_SECOND = 64L << 20;

  private final Medium medium;
  private final SegmentLog log;
  private final Committer committer;
  private final Compaction compaction;
  private final long pauseMillis;
  private final Thread thread = new Thread(this::run, "mucura-segments-compactor");
  private boolean closed;

  /**
   * @param pause how long after a look the next one comes
   */
  Compactor(Medium medium, SegmentLog log, Committer committer, Duration pause) {
    this.medium = medium;
    this.log = log;
    this.committer = committer;
    pauseMillis = pause.toMillis();
    compaction = new Compaction(medium, log, committer, new Throttle(BYTES_PER_SECOND));
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /** Does what there is to do, once; tells whether there may be more. */
  synchronized boolean step() throws IOException {
    if (closed || !compaction.isClean()) {
      return false;
    }
    for (SealedSegment segment : log.catalog().sealed()) {
      if (segment.isIndexDamaged()) {
        writeIndex(segment);
        return true;
      }
    }
    List<SealedSegment> chosen = CompactionPlan.choose(log.catalog(), medium.capacity());
    if (!chosen.isEmpty()) {
      replace(chosen);
    }
    return !chosen.isEmpty();
  }

  private void replace(List<SealedSegment> chosen) throws IOException {
    try {
      compaction.replace(chosen);
    } catch (IOException e) {
      List<SealedSegment> easiest =
          Room.explain(e) instanceof OutOfSpaceException && chosen.size() > 1
              ? CompactionPlan.easiest(log.catalog(), medium.capacity(), chosen)
              : List.of();
      if (easiest.isEmpty() || !compaction.isClean()) {
        throw e;
      }
      compaction.replace(easiest);
    }
  }

  /** Returns when the thread has ended, also to one that is interrupted. */
  @Override
  public void close() {
    thread.interrupt();
    synchronized (this) {
      closed = true;
    }
    Interruption later = new Interruption();
    later.join(thread);
    later.restore();
  }

  private void run() {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        Thread.sleep(pauseMillis);
        while (step()) {
          LOG.debug("rewrote segments");
        }
      } catch (InterruptedException e) {
        return;
      } catch (Throwable e) {
        report(e);
      }
    }
  }

  private static void report(Throwable failure) {
    try {
      LOG.warn("segments are not rewritten now: {}", failure.toString());
    } catch (OutOfMemoryError e) {
      // the next round may have more
    }
  }

  /** Makes an index anew from the segment itself. */
  private void writeIndex(SealedSegment segment) throws IOException {
    LOG.warn("{} is damaged and made anew", segment.index().path());
    SegmentScan scan =
        SegmentScan.of(
            segment.path(), medium.files(), segment.header().generation(), Throttle.none());
    OpenSegment read = new OpenSegment(segment.header(), segment.path());
    Recovery.fill(read, scan);
    committer.commit(
        new Change() {
          @Override
          boolean isAlone() {
            return true;
          }

          @Override
          void stage(Batch batch) {
            read.entries().removeIf(entry -> !segment.isAlive(entry.key(), entry.ordinal()));
            batch.reopen(segment, read);
          }
        });
  }
}

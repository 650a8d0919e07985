package org.mucura.blobs.filesystem.segment;

import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.mucura.blobs.filesystem.disk.Disk;
import org.mucura.blobs.filesystem.disk.Room;
import org.mucura.blobs.filesystem.disk.Throttle;
import org.mucura.blobs.filesystem.segment.Catalog.Found;
import org.mucura.spi.blob.BlobId;
import org.mucura.spi.blob.BlobRange;
import org.mucura.spi.blob.ScrubbableBlobStore.Damage;

/**
 * Small contents in segments. Each content is read whole and compared with its checksum, so what is
 * damaged is an {@link IOException} and never other bytes.
 */
public final class SegmentStore implements Closeable {

  /** How long a content may be at most. */
  public static final int CONTENT_MAX = SegmentWriter.CONTENT_MAX;

  /** How many bytes a segment must be allowed to have. */
  public static final long CAPACITY_MIN = 1 << 20;

  /** What does where nothing is said. */
  public static final Duration COMPACTION_PAUSE_DEFAULT = Duration.ofSeconds(10);

  private static final int OPEN_FILES_MAX = 512;

  private final OpenFiles files;
  private final RecordReader reader;
  private final SegmentLog log;
  private final Committer committer;
  private final Compactor compactor;
  private final List<Path> unreadable;

  /**
   * Where a store keeps its segments.
   *
   * @param segments the folder of the segments
   * @param temporary a folder of files that are of no value when a store starts
   * @param capacity how many bytes a segment has at most, {@link #CAPACITY_MIN} or more
   * @param compactionPause how long after a look at what is to be rewritten the next one comes
   */
  public record Place(Path segments, Path temporary, long capacity, Duration compactionPause) {

    public Place {
      if (capacity < CAPACITY_MIN) {
        throw new IllegalArgumentException("segments of " + capacity + " bytes are too short");
      }
      if (compactionPause.isNegative() || compactionPause.isZero()) {
        throw new IllegalArgumentException("no pause between compactions: " + compactionPause);
      }
    }

    /** With the usual pause. */
    public Place(Path segments, Path temporary, long capacity) {
      this(segments, temporary, capacity, COMPACTION_PAUSE_DEFAULT);
    }
  }

  /** Opens the segments that there are; what is damaged is named in the log and left. */
  public SegmentStore(Place place, Disk disk, Room room) throws IOException {
    files = new OpenFiles(OPEN_FILES_MAX);
    SegmentFolder folder = new SegmentFolder(place.segments(), place.temporary());
    Medium medium = new Medium(disk, room, folder, files, place.capacity());
    Recovery recovery = new Recovery(medium);
    Catalog catalog = recovery.run();
    unreadable = recovery.unreadable();
    reader = new RecordReader(files);
    log = new SegmentLog(medium, catalog, new AtomicLong(recovery.nextNumber()));
    committer = new Committer(log);
    compactor = new Compactor(medium, log, committer, place.compactionPause());
    compactor.start();
  }

  /**
   * Keeps a content, durably.
   *
   * @param id not here, and not written by another thread at the same time
   * @param content up to {@link #CONTENT_MAX} bytes, not changed any more
   * @throws org.mucura.spi.blob.OutOfSpaceException if the medium is full
   */
  public void write(BlobId id, byte[] content) throws IOException {
    Content record = Content.of(BlobKey.of(id), content);
    committer.commit(
        new Change() {
          @Override
          void stage(Batch batch) throws IOException {
            batch.add(record);
          }
        });
  }

  /** Whether the content is here. */
  public boolean has(BlobId id) throws IOException {
    return find(BlobKey.of(id)) != null;
  }

  /** The content's length, or -1 if it is not here. */
  public long size(BlobId id) throws IOException {
    Found found = find(BlobKey.of(id));
    return found == null ? -1 : found.entry().length();
  }

  /** A part of a content, in memory, or null if it is not here. */
  public @Nullable InputStream read(BlobId id, BlobRange range) throws IOException {
    Content content = content(BlobKey.of(id));
    if (content == null) {
      return null;
    }
    int from = (int) Math.min(range.offset(), content.length());
    int length = (int) Math.min(range.length(), content.length() - from);
    return new ByteArrayInputStream(content.bytes(), content.from() + from, length);
  }

  /** Removes, durably, those of the contents that are here, with one flush. */
  public void delete(Collection<BlobId> ids) throws IOException {
    List<BlobKey> left = ids.stream().map(BlobKey::of).toList();
    while (!left.isEmpty()) {
      List<Found> found = new ArrayList<>();
      for (BlobKey key : left) {
        Found each = find(key);
        if (each != null) {
          found.add(each);
        }
      }
      left = found.isEmpty() ? List.of() : remove(found);
    }
  }

  /** Up to {@code limit} contents behind {@code after}, in the order of {@link BlobKey}. */
  public List<BlobId> list(Optional<BlobId> after, int limit) throws IOException {
    BlobKey from = after.map(BlobKey::of).orElse(null);
    while (true) {
      Catalog catalog = log.catalog();
      try {
        return catalog.list(from, limit).stream().map(BlobKey::id).toList();
      } catch (NoSuchFileException e) {
        requireChanged(catalog, e);
      }
    }
  }

  /** In which order {@link #list} has two contents. */
  public static int compare(BlobId one, BlobId other) {
    return BlobKey.of(one).compareTo(BlobKey.of(other));
  }

  /** Reads everything and tells what is damaged; changes nothing. */
  public void scrub(Throttle throttle, Consumer<Damage> found) throws IOException {
    for (Path path : unreadable) {
      found.accept(new Damage(path.toString(), Optional.empty(), "nothing of it can be read"));
    }
    new SegmentScrub(files, throttle, found).run(log.catalog());
  }

  /**
   * Ends what is under way, and gives the newest segment its index. Nobody writes any more when it
   * returns, however it does.
   */
  @Override
  public void close() throws IOException {
    // the last one first; each of them also if another one fails
    try (files;
        log;
        committer) {
      compactor.close();
    }
  }

  /** How many changes wait for the one that is being made. */
  int waiting() {
    return committer.waiting();
  }

  /** Does what the background would do, until there is nothing left to be done. */
  public void compact() throws IOException {
    boolean more = compactor.step();
    while (more) {
      more = compactor.step();
    }
  }

  /** Which of the contents moved to another segment before they could be removed. */
  private List<BlobKey> remove(List<Found> found) throws IOException {
    List<BlobKey> moved = new ArrayList<>();
    committer.commit(
        new Change() {
          @Override
          void stage(Batch batch) throws IOException {
            for (Found each : found) {
              BlobKey key = each.entry().key();
              if (batch.catalog().byNumber(each.segment().number()) == null) {
                moved.add(key);
              } else if (batch.isAlive(each)) {
                batch.remove(key, each.removal());
              }
            }
          }
        });
    return moved;
  }

  private @Nullable Found find(BlobKey key) throws IOException {
    while (true) {
      Catalog catalog = log.catalog();
      try {
        Found found = catalog.find(key);
        if (found != null || catalog == log.catalog()) {
          return found;
        }
      } catch (NoSuchFileException e) {
        requireChanged(catalog, e);
      }
    }
  }

  private @Nullable Content content(BlobKey key) throws IOException {
    while (true) {
      Catalog catalog = log.catalog();
      Found found = find(key);
      try {
        return found == null ? null : reader.read(found.segment(), found.entry());
      } catch (NoSuchFileException e) {
        requireChanged(catalog, e);
      }
    }
  }

  /** A file may be gone because its contents were moved meanwhile; else it was taken away. */
  private void requireChanged(Catalog catalog, NoSuchFileException missing) throws IOException {
    if (catalog == log.catalog()) {
      throw new IOException(missing.getFile() + " is gone", missing);
    }
  }
}

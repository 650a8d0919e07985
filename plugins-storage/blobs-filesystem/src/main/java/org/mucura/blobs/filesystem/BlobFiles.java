package org.mucura.blobs.filesystem;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.mucura.blobs.filesystem.disk.Disk;
import org.mucura.blobs.filesystem.disk.Room;
import org.mucura.blobs.filesystem.disk.Throttle;
import org.mucura.spi.blob.BlobId;
import org.mucura.spi.blob.BlobRange;
import org.mucura.spi.blob.NoSuchBlobException;
import org.mucura.spi.blob.ScrubbableBlobStore.Damage;

/**
 * Contents as files, one each.
 *
 * <p>A blob is written to a temporary file, which is flushed, then moved to its name, and the
 * folder of that is flushed: a power cut leaves all of it or nothing but a temporary file, which
 * the next start removes. An interrupted thread gets an {@link IOException} and disturbs no other:
 * no two threads share an open file.
 */
final class BlobFiles {

  private static final int SCRUB_PAGE = 1000;
  private static final int SCRUB_PIECE = 128 * 1024;

  private final Layout layout;
  private final Disk disk;
  private final Room room;
  private final Claims claims;
  private final Publisher publisher;
  private final AtomicLong writes = new AtomicLong();

  /**
   * @param claims ids that it holds are not shown
   */
  BlobFiles(Layout layout, Disk disk, Room room, Claims claims) {
    this.layout = layout;
    this.disk = disk;
    this.room = room;
    this.claims = claims;
    publisher = new Publisher(new HashedFolders(layout, disk), disk);
  }

  /** Makes a file that was written a blob. */
  interface Publication {

    /** Runs {@code naming} when {@code id} may become a blob, or throws. */
    void publish(BlobId id, Claims.Step naming) throws IOException;
  }

  long write(BlobId id, OptionalLong size, InputStream content, Publication publication)
      throws IOException {
    Path path = layout.temporary().resolve(id + "-" + writes.incrementAndGet());
    try (TemporaryFile file = new TemporaryFile(path, disk)) {
      long length = file.fill(content, size, room);
      publication.publish(id, () -> publisher.publish(id, file::move));
      return length;
    } catch (IOException e) {
      throw Room.explain(e);
    }
  }

  /** Whether the file of {@code id} is there, shown or not. */
  boolean has(BlobId id) {
    return Files.exists(layout.file(id));
  }

  InputStream read(BlobId id, BlobRange range) throws IOException {
    FileChannel file = open(id);
    boolean handedOver = false;
    try {
      requireShown(id);
      long length = file.size();
      long from = Math.min(range.offset(), length);
      long to = Math.min(range.offset() + range.length(), length);
      InputStream stream = new BlobFileInputStream(file, from, to);
      handedOver = true;
      return stream;
    } finally {
      if (!handedOver) {
        file.close();
      }
    }
  }

  long size(BlobId id) throws IOException {
    try {
      long length = Files.size(layout.file(id));
      requireShown(id);
      return length;
    } catch (NoSuchFileException e) {
      throw noSuchBlob(id);
    }
  }

  /** Whether a content is known to be elsewhere. */
  interface Elsewhere {
    boolean has(BlobId id) throws IOException;
  }

  /**
   * Removes what is here; returns what went wrong. What is nowhere may have been removed by a call
   * that failed, so its absence is made durable, too.
   */
  List<IOException> delete(Collection<BlobId> ids, Elsewhere elsewhere) {
    List<IOException> failures = new ArrayList<>();
    Set<Path> changed = new LinkedHashSet<>();
    for (BlobId id : ids) {
      try {
        if (!claims.holds(id) && (disk.delete(layout.file(id)) || mayBeLeft(id, elsewhere))) {
          changed.add(layout.folder(id));
        }
      } catch (IOException e) {
        failures.add(e);
      }
    }
    for (Path folder : changed) {
      try {
        disk.syncFolder(folder);
      } catch (IOException e) {
        failures.add(e);
      }
    }
    return failures;
  }

  /** Whether the medium may still have the name of a file that is gone. */
  private boolean mayBeLeft(BlobId id, Elsewhere elsewhere) throws IOException {
    return Files.exists(layout.folder(id)) && !elsewhere.has(id);
  }

  List<BlobId> list(Optional<BlobId> after, int limit) throws IOException {
    return new BlobListing(id -> !claims.holds(id), limit).page(layout.files(), after);
  }

  /**
   * Gives a file another name, which the caller claimed.
   *
   * @return whether the medium can do that
   */
  boolean link(BlobId source, BlobId target) throws IOException {
    try {
      publisher.publish(target, file -> disk.link(layout.file(source), file));
      return true;
    } catch (NoSuchFileException e) {
      throw noSuchBlob(source);
    } catch (FileSystemException | UnsupportedOperationException e) {
      // no links on this medium, or no more to this file
      return false;
    }
  }

  /** Reads all files; tells which of them the medium does not give back. */
  void scrub(Throttle throttle, Consumer<Damage> found) throws IOException {
    Optional<BlobId> after = Optional.empty();
    List<BlobId> page = list(after, SCRUB_PAGE);
    while (!page.isEmpty()) {
      for (BlobId id : page) {
        scrub(id, throttle, found);
      }
      after = Optional.of(page.get(page.size() - 1));
      page = list(after, SCRUB_PAGE);
    }
  }

  private void scrub(BlobId id, Throttle throttle, Consumer<Damage> found) throws IOException {
    byte[] piece = new byte[SCRUB_PIECE];
    try (InputStream content = read(id, new BlobRange(0, Long.MAX_VALUE))) {
      for (int count = content.read(piece); count >= 0; count = content.read(piece)) {
        throttle.pass(count);
      }
    } catch (NoSuchBlobException e) {
      // removed meanwhile
    } catch (InterruptedIOException | ClosedByInterruptException e) {
      throw e;
    } catch (IOException e) {
      found.accept(new Damage(layout.file(id).toString(), Optional.of(id), e.toString()));
    }
  }

  private FileChannel open(BlobId id) throws IOException {
    try {
      return FileChannel.open(layout.file(id), StandardOpenOption.READ);
    } catch (NoSuchFileException e) {
      throw noSuchBlob(id);
    }
  }

  /** To be asked once the file was found: its id is claimed before the name is given. */
  private void requireShown(BlobId id) throws NoSuchBlobException {
    if (claims.holds(id)) {
      throw noSuchBlob(id);
    }
  }

  private static NoSuchBlobException noSuchBlob(BlobId id) {
    return new NoSuchBlobException("no blob " + id);
  }
}

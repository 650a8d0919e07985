package org.mucura.blobs.filesystem;

import java.io.IOException;
import java.io.InputStream;
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
import org.mucura.spi.blob.BlobId;
import org.mucura.spi.blob.BlobRange;
import org.mucura.spi.blob.BlobStore;
import org.mucura.spi.blob.CloningBlobStore;
import org.mucura.spi.blob.ListableBlobStore;
import org.mucura.spi.blob.NoSuchBlobException;
import org.mucura.spi.blob.SpaceReporting;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Contents as files, one each, in a folder that this store has for itself; {@link Layout} describes
 * it.
 *
 * <p>A blob is written to a temporary file, which is flushed, then moved to its name, and the
 * folder of that is flushed: a power cut leaves all of it or nothing but a temporary file, which
 * the next start removes. An interrupted thread gets an {@link IOException} and disturbs no other:
 * no two threads share an open file.
 */
@Component(
    service = BlobStore.class,
    immediate = true,
    configurationPid = "org.mucura.blobs.filesystem",
    configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = FilesystemBlobStore.Config.class, factory = true)
public final class FilesystemBlobStore
    implements BlobStore, ListableBlobStore, CloningBlobStore, SpaceReporting, AutoCloseable {

  private final Layout layout;
  private final Disk disk;
  private final FolderLock lock;
  private final Room room;
  private final Publisher publisher;
  private final AtomicLong writes = new AtomicLong();

  /** The settings of one instance. */
  @ObjectClassDefinition(
      name = "Mucura: contents in a folder",
      description = "Keeps contents as files of a local folder.")
  public @interface Config {

    /** The name that records give to this instance. */
    @AttributeDefinition(
        name = "Name",
        description = "[a-z0-9-]{1,32}; kept in records, never reused")
    String name();

    /** The folder, made if there is none. */
    @AttributeDefinition(
        name = "Folder",
        description = "Used by this store alone; made if there is none")
    String path();

    /** How much of the medium is left free, in MiB, 0 or more. */
    @AttributeDefinition(
        name = "Reserve in MiB",
        description = "Left free on the medium; a write that would need it fails",
        min = "0")
    long reserveMiB() default 64;
  }

  /** As the container makes it. */
  @Activate
  public FilesystemBlobStore(Config config) throws IOException {
    this(folder(config), Math.multiplyExact(config.reserveMiB(), 1024L * 1024));
  }

  /**
   * Opens the store of a folder.
   *
   * @param folder made if there is none
   * @param reserve how many bytes of the medium stay free
   * @throws IOException with a message for the administrator, if the folder is in use, of another
   *     kind, or not to be written
   */
  public FilesystemBlobStore(Path folder, long reserve) throws IOException {
    this(folder, reserve, new PosixDisk());
  }

  FilesystemBlobStore(Path folder, long reserve, Disk disk) throws IOException {
    layout = new Layout(folder.toAbsolutePath().normalize());
    this.disk = disk;
    StoreFolder storeFolder = new StoreFolder(layout, disk);
    room = new Room(storeFolder.create(), reserve);
    lock = storeFolder.take();
    publisher = new Publisher(new HashedFolders(layout, disk), disk);
  }

  @Override
  public long write(BlobId id, OptionalLong size, InputStream content) throws IOException {
    lock.requireHeld();
    if (Files.exists(layout.file(id))) {
      throw Publisher.exists(id);
    }
    Path path = layout.temporary().resolve(id + "-" + writes.incrementAndGet());
    try (TemporaryFile file = new TemporaryFile(path, disk)) {
      long length = file.fill(content, size, room);
      lock.requireHeld();
      publisher.publish(id, file::move);
      return length;
    } catch (IOException e) {
      throw Room.explain(e);
    }
  }

  @Override
  public InputStream read(BlobId id, BlobRange range) throws IOException {
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

  @Override
  public long size(BlobId id) throws IOException {
    try {
      long length = Files.size(layout.file(id));
      requireShown(id);
      return length;
    } catch (NoSuchFileException e) {
      throw noSuchBlob(id);
    }
  }

  @Override
  public void delete(Collection<BlobId> ids) throws IOException {
    lock.requireHeld();
    List<IOException> failures = new ArrayList<>();
    Set<Path> changed = new LinkedHashSet<>();
    for (BlobId id : ids) {
      try {
        if (!publisher.hides(id) && disk.delete(layout.file(id))) {
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
    if (!failures.isEmpty()) {
      IOException failure = new IOException("some of " + ids.size() + " blobs may be left");
      failures.forEach(failure::addSuppressed);
      throw failure;
    }
  }

  @Override
  public List<BlobId> list(Optional<BlobId> after, int limit) throws IOException {
    return new BlobListing(id -> !publisher.hides(id), limit).page(layout.files(), after);
  }

  @Override
  public void clone(BlobId source, BlobId target) throws IOException {
    lock.requireHeld();
    long length = size(source);
    try {
      publisher.publish(target, file -> disk.link(layout.file(source), file));
    } catch (NoSuchFileException e) {
      throw noSuchBlob(source);
    } catch (FileSystemException | UnsupportedOperationException e) {
      // no links on this medium, or no more to this file
      try (InputStream content = read(source, new BlobRange(0, length))) {
        write(target, OptionalLong.of(length), content);
      }
    }
  }

  @Override
  public Space space() throws IOException {
    return room.space();
  }

  /** Lets another store have the folder. Whoever still writes will fail; readers may go on. */
  @Override
  @Deactivate
  public void close() throws IOException {
    lock.close();
  }

  private static Path folder(Config config) {
    if (config.path() == null || config.path().isBlank()) {
      throw new IllegalArgumentException("the store '" + config.name() + "' has no path");
    }
    return Path.of(config.path());
  }

  private FileChannel open(BlobId id) throws IOException {
    try {
      return FileChannel.open(layout.file(id), StandardOpenOption.READ);
    } catch (NoSuchFileException e) {
      throw noSuchBlob(id);
    }
  }

  /** To be asked once the file was found: its name is hidden before it is given. */
  private void requireShown(BlobId id) throws NoSuchBlobException {
    if (publisher.hides(id)) {
      throw noSuchBlob(id);
    }
  }

  private static NoSuchBlobException noSuchBlob(BlobId id) {
    return new NoSuchBlobException("no blob " + id);
  }
}

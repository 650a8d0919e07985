package org.mucura.blobs.filesystem;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.mucura.blobs.filesystem.disk.Disk;
import org.mucura.blobs.filesystem.disk.PosixDisk;
import org.mucura.blobs.filesystem.disk.Room;
import org.mucura.blobs.filesystem.disk.Throttle;
import org.mucura.blobs.filesystem.segment.SegmentStore;
import org.mucura.spi.blob.BlobId;
import org.mucura.spi.blob.BlobRange;
import org.mucura.spi.blob.BlobStore;
import org.mucura.spi.blob.CloningBlobStore;
import org.mucura.spi.blob.ListableBlobStore;
import org.mucura.spi.blob.OutOfSpaceException;
import org.mucura.spi.blob.ScrubbableBlobStore;
import org.mucura.spi.blob.SpaceReporting;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Contents in a folder that this store has for itself; {@link Layout} describes it. Small contents
 * are packed into segments, others are files.
 */
@Component(
    service = BlobStore.class,
    immediate = true,
    configurationPid = "org.mucura.blobs.filesystem",
    configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = FilesystemBlobStore.Config.class, factory = true)
public final class FilesystemBlobStore
    implements BlobStore,
        ListableBlobStore,
        CloningBlobStore,
        SpaceReporting,
        ScrubbableBlobStore,
        AutoCloseable {

  private final FolderLock lock;
  private final Room room;
  private final Packing packing;
  private final Claims claims = new Claims();
  private final BlobFiles files;
  private final SegmentStore segments;

  /** The settings of one instance. */
  @ObjectClassDefinition(
      name = "Contents in a folder",
      description =
          "Keeps contents as files of a local folder. A change closes the store and opens it anew;"
              + " requests wait for that.")
  public @interface Config {

    /** The name that records give to this instance. */
    @AttributeDefinition(
        name = "Name",
        description = "Kept in records, so it never changes, and is never reused")
    String name();

    /** The folder, made if there is none. */
    @AttributeDefinition(
        name = "Folder",
        description = "Used by this store alone; made if there is none")
    String path();

    /** How much of the medium is left free, in MiB, 0 or more. */
    @AttributeDefinition(
        name = "Reserve in MiB",
        description = "Left free on the medium; a write that would need it gets 503",
        min = "0")
    long reserveMiB() default 64;

    /** Contents up to so many KiB share files. */
    @AttributeDefinition(
        name = "Packed up to, in KiB",
        description = "Contents up to this share files; 0: each is a file",
        min = "0",
        max = "512")
    int packedKiB() default 128;

    /** How long such a file may be, in MiB. */
    @AttributeDefinition(
        name = "Segment in MiB",
        description = "How long the files may be that small contents share",
        min = "1",
        max = "1024")
    int segmentMiB() default 64;

    /** How long after a look at what is to be rewritten the next one comes, in milliseconds. */
    @AttributeDefinition(
        name = "Compaction pause in ms",
        description = "How often segments are looked for that are worth to be rewritten",
        min = "1")
    long compactionPauseMs() default 10_000;
  }

  /** As the container makes it. */
  @Activate
  public FilesystemBlobStore(Config config) throws IOException {
    this(
        folder(config),
        Math.multiplyExact(config.reserveMiB(), 1024L * 1024),
        Packing.ofUnits(config.packedKiB(), config.segmentMiB())
            .withCompactionPause(Duration.ofMillis(config.compactionPauseMs())));
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
    this(folder, reserve, Packing.DEFAULT);
  }

  /** As {@link #FilesystemBlobStore(Path, long)}, with a border of one's own. */
  public FilesystemBlobStore(Path folder, long reserve, Packing packing) throws IOException {
    this(folder, reserve, packing, new PosixDisk());
  }

  FilesystemBlobStore(Path folder, long reserve, Packing packing, Disk disk) throws IOException {
    Layout layout = new Layout(folder.toAbsolutePath().normalize());
    this.packing = packing;
    StoreFolder storeFolder = new StoreFolder(layout, disk);
    room = new Room(storeFolder.create(), reserve);
    lock = storeFolder.take();
    files = new BlobFiles(layout, disk, room, claims);
    SegmentStore opened = null;
    try {
      opened =
          new SegmentStore(
              new SegmentStore.Place(
                  layout.segments(),
                  layout.temporary(),
                  packing.segmentLength(),
                  packing.compactionPause()),
              disk,
              room);
    } finally {
      if (opened == null) {
        lock.close();
      }
    }
    segments = opened;
  }

  @Override
  public long write(BlobId id, OptionalLong size, InputStream content) throws IOException {
    lock.requireHeld();
    if (size.orElse(0) > packing.contentMax()) {
      // before much is written; and again when it gets its name
      requireAbsent(id);
      return files.write(id, size, content, this::claim);
    }
    BufferedContent buffered = BufferedContent.read(content, size, packing.contentMax());
    if (buffered.isWhole() && pack(id, buffered.bytes())) {
      return buffered.bytes().length;
    }
    return files.write(id, size, buffered, this::claim);
  }

  @Override
  public InputStream read(BlobId id, BlobRange range) throws IOException {
    InputStream packed = segments.read(id, range);
    return packed == null ? files.read(id, range) : packed;
  }

  @Override
  public long size(BlobId id) throws IOException {
    long packed = segments.size(id);
    return packed < 0 ? files.size(id) : packed;
  }

  @Override
  public void delete(Collection<BlobId> ids) throws IOException {
    lock.requireHeld();
    List<IOException> failures = files.delete(ids, segments::has);
    try {
      segments.delete(ids);
    } catch (IOException e) {
      failures.add(e);
    }
    if (!failures.isEmpty()) {
      IOException failure = new IOException("some of " + ids.size() + " blobs may be left");
      failures.forEach(failure::addSuppressed);
      throw failure;
    }
  }

  @Override
  public List<BlobId> list(Optional<BlobId> after, int limit) throws IOException {
    return Stream.concat(files.list(after, limit).stream(), segments.list(after, limit).stream())
        .sorted(SegmentStore::compare)
        .limit(limit)
        .toList();
  }

  @Override
  public void clone(BlobId source, BlobId target) throws IOException {
    lock.requireHeld();
    long length = size(source);
    if (!segments.has(source) && link(source, target)) {
      return;
    }
    try (InputStream content = read(source, new BlobRange(0, length))) {
      write(target, OptionalLong.of(length), content);
    }
  }

  @Override
  public Space space() throws IOException {
    return room.space();
  }

  /**
   * Reads all contents. Packed ones are compared with their checksums; files have none, so of them
   * only what the medium cannot read is found.
   */
  @Override
  public void scrub(long bytesPerSecond, Consumer<Damage> found) throws IOException {
    Throttle throttle = new Throttle(bytesPerSecond);
    segments.scrub(throttle, found);
    files.scrub(throttle, found);
  }

  /** Lets another store have the folder. Whoever still writes will fail; readers may go on. */
  @Override
  @Deactivate
  public void close() throws IOException {
    try {
      segments.close();
    } finally {
      lock.close();
    }
  }

  /** Whether the content could be packed; if not there is no room for a segment. */
  private boolean pack(BlobId id, byte[] content) throws IOException {
    try {
      claim(id, () -> segments.write(id, content));
      return true;
    } catch (OutOfSpaceException e) {
      return false;
    }
  }

  private boolean link(BlobId source, BlobId target) throws IOException {
    AtomicBoolean linked = new AtomicBoolean();
    claim(target, () -> linked.set(files.link(source, target)));
    return linked.get();
  }

  private void claim(BlobId id, Claims.Step step) throws IOException {
    lock.requireHeld();
    claims.claim(
        id,
        () -> {
          requireAbsent(id);
          step.run();
        });
  }

  private void requireAbsent(BlobId id) throws IOException {
    if (files.has(id) || segments.has(id)) {
      throw Claims.exists(id);
    }
  }

  private static Path folder(Config config) {
    if (config.path() == null || config.path().isBlank()) {
      throw new IllegalArgumentException("the store '" + config.name() + "' has no path");
    }
    return Path.of(config.path());
  }
}

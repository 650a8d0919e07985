package org.mucura.blobs.filesystem.segment;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.rules.TemporaryFolder;
import org.mucura.blobs.filesystem.disk.Disk;
import org.mucura.blobs.filesystem.disk.PosixDisk;
import org.mucura.blobs.filesystem.disk.Room;
import org.mucura.blobs.filesystem.disk.Throttle;
import org.mucura.spi.blob.BlobId;
import org.mucura.spi.blob.BlobRange;
import org.mucura.spi.blob.ScrubbableBlobStore.Damage;

/** A folder of segments for tests. */
final class Folder {

  static final long CAPACITY = SegmentStore.CAPACITY_MIN;
  static final BlobRange WHOLE = new BlobRange(0, Long.MAX_VALUE);

  private final Path root;

  Folder(Path root) {
    this.root = root;
  }

  /** For tests that flush often and do not care where: in memory, if the system has such. */
  static TemporaryFolder inMemory() {
    Path memory = Path.of("/dev/shm");
    return Files.isWritable(memory) ? new TemporaryFolder(memory.toFile()) : new TemporaryFolder();
  }

  static Folder in(TemporaryFolder temporary) throws IOException {
    return new Folder(temporary.getRoot().toPath()).make();
  }

  Path root() {
    return root;
  }

  Path segments() {
    return root.resolve("segments");
  }

  private Folder make() throws IOException {
    Files.createDirectories(segments());
    Files.createDirectories(root.resolve("tmp"));
    return this;
  }

  SegmentStore open() throws IOException {
    return open(new PosixDisk());
  }

  SegmentStore open(Disk disk) throws IOException {
    Path temporary = root.resolve("tmp");
    for (Path file : children(temporary, "")) {
      Files.delete(file);
    }
    SegmentStore.Place place = new SegmentStore.Place(segments(), temporary, CAPACITY);
    return new SegmentStore(place, disk, new Room(Files.getFileStore(root), 0));
  }

  /** The folder as it is now, as if the process had been killed. */
  Folder copy(Path to) throws IOException {
    if (Files.exists(to)) {
      try (Stream<Path> paths = Files.walk(to)) {
        for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
    try (Stream<Path> paths = Files.walk(root)) {
      for (Path path : paths.filter(each -> !each.startsWith(to)).toList()) {
        Files.copy(path, to.resolve(root.relativize(path)));
      }
    }
    return new Folder(to);
  }

  List<Path> segmentFiles() throws IOException {
    return children(segments(), ".segment");
  }

  List<Path> indexFiles() throws IOException {
    return children(segments(), ".index");
  }

  private static List<Path> children(Path folder, String end) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(end)).sorted().toList();
    }
  }

  static BlobId id(long number) {
    return new BlobId("%012x%020x".formatted(1_700_000_000_000L + number, number * 0x9e3779b1L));
  }

  /** The only content that is ever written to an id; up to some length. */
  static byte[] content(BlobId id, int bound) {
    Random random = new Random(id.hashCode());
    byte[] content = new byte[random.nextInt(bound)];
    random.nextBytes(content);
    return content;
  }

  /** The content, or null if there is none. */
  static byte @Nullable [] read(SegmentStore store, BlobId id) throws IOException {
    try (InputStream stream = store.read(id, WHOLE)) {
      return stream == null ? null : stream.readAllBytes();
    }
  }

  static List<BlobId> list(SegmentStore store) throws IOException {
    return store.list(Optional.empty(), Integer.MAX_VALUE);
  }

  static List<Damage> scrub(SegmentStore store) {
    List<Damage> damage = new ArrayList<>();
    try {
      store.scrub(Throttle.none(), damage::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return damage;
  }

  static void flip(Path file, long position) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[(int) position] ^= (byte) (1 << position % 8);
    Files.write(file, bytes);
  }
}

package org.mucura.metadata.rocksdb;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.mucura.spi.metadata.MetadataStoreException;

/**
 * The folder of a store. What is not ours, or of a layout that this release does not know, is
 * refused before anything in it is touched. The records hold secrets, so nobody but the owner may
 * look inside.
 */
final class StoreFolder {

  /** What the file {@code VERSION} says of the layout in the package's description. */
  private static final String LAYOUT = "mucura-metadata-rocksdb 1";

  private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  private static final FileAttribute<Set<PosixFilePermission>> OWNERS_FILE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  /** What a creation that was cut short may leave, and what the root of a file system has. */
  private static final Set<String> UNFINISHED = Set.of("db", "VERSION.tmp", "lost+found");

  private static final Set<StandardOpenOption> OVERWRITTEN =
      Set.of(
          StandardOpenOption.CREATE,
          StandardOpenOption.TRUNCATE_EXISTING,
          StandardOpenOption.WRITE);

  private static final int PIECE_LENGTH = 64 * 1024;

  private final Path path;
  private final boolean isNew;

  private StoreFolder(Path path, boolean isNew) {
    this.path = path;
    this.isNew = isNew;
  }

  /**
   * Makes the folder where it is missing.
   *
   * @throws MetadataStoreException if it cannot be used; the message is one line for whoever set it
   */
  static StoreFolder prepare(Path path) {
    try {
      Files.createDirectories(path, OWNER_ONLY);
      StoreFolder folder = new StoreFolder(path, !Files.exists(path.resolve("VERSION")));
      if (folder.isNew) {
        folder.checkUnused();
      } else {
        folder.checkLayout();
        // a process that was killed during a trial could not take it away
        Files.deleteIfExists(folder.trial());
      }
      Files.createDirectories(folder.database(), OWNER_ONLY);
      return folder;
    } catch (IOException e) {
      throw unusable(path, e);
    }
  }

  /** Where the database is. */
  Path database() {
    return path.resolve("db");
  }

  /** The file system that it is on. */
  FileStore disk() {
    try {
      return Files.getFileStore(path);
    } catch (IOException e) {
      throw unusable(path, e);
    }
  }

  /** Whether the database may still be missing. */
  boolean isNew() {
    return isNew;
  }

  /** Notes that the database is complete. */
  void complete() {
    if (!isNew) {
      return;
    }
    Path temporary = path.resolve("VERSION.tmp");
    try {
      Files.writeString(temporary, LAYOUT + "\n");
      flush(temporary);
      Files.move(temporary, path.resolve("VERSION"), StandardCopyOption.ATOMIC_MOVE);
      flush(path);
      Path parent = path.toAbsolutePath().getParent();
      if (parent != null) {
        flush(parent);
      }
    } catch (IOException e) {
      throw unusable(path, e);
    }
  }

  /**
   * Writes so many bytes, flushes them, and takes them away.
   *
   * @throws MetadataStoreException if the disk does not take that; the message is one line
   */
  void tryWriting(long length) {
    try {
      try {
        write(trial(), length);
      } finally {
        Files.deleteIfExists(trial());
      }
      flush(path);
    } catch (IOException e) {
      throw new MetadataStoreException(
          path + " failed and takes no changes until the disk does: " + reason(e), e);
    }
  }

  private Path trial() {
    return path.resolve("trial.tmp");
  }

  private static void write(Path file, long length) throws IOException {
    ByteBuffer piece = ByteBuffer.allocate(PIECE_LENGTH);
    try (FileChannel channel = FileChannel.open(file, OVERWRITTEN, OWNERS_FILE)) {
      for (long left = length; left > 0; left -= PIECE_LENGTH) {
        piece.clear();
        while (piece.hasRemaining()) {
          channel.write(piece);
        }
      }
      channel.force(true);
    }
  }

  /**
   * Makes sure that RocksDB will not leave out what was acknowledged, for it does not tell.
   *
   * @throws MetadataStoreException if a log or the manifest is damaged; the message names it
   */
  void requireWholeLogs() {
    try {
      new DatabaseLogs(database()).requireWhole();
    } catch (IOException e) {
      throw unusable(path, e);
    }
  }

  private void checkUnused() throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(path)) {
      for (Path file : files) {
        if (!UNFINISHED.contains(String.valueOf(file.getFileName()))) {
          throw new MetadataStoreException(
              path + " is not empty and not the folder of a metadata store: it has " + file);
        }
      }
    }
  }

  private void checkLayout() throws IOException {
    String layout = Files.readString(path.resolve("VERSION")).strip();
    if (!layout.equals(LAYOUT)) {
      throw new MetadataStoreException(
          path + " has the layout \"" + layout + "\", this release knows \"" + LAYOUT + "\"");
    }
    if (!Files.exists(database().resolve("CURRENT"))) {
      throw new MetadataStoreException(path + " has lost its database, " + database());
    }
  }

  private static void flush(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private static MetadataStoreException unusable(Path path, IOException cause) {
    return new MetadataStoreException(path + " cannot be used: " + reason(cause), cause);
  }

  static String reason(IOException cause) {
    if (cause instanceof AccessDeniedException denied) {
      return denied.getFile() + ": permission denied";
    }
    if (cause instanceof FileAlreadyExistsException) {
      return "it is not a folder";
    }
    return String.valueOf(cause.getMessage());
  }
}

package org.mucura.blobs.filesystem;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileStore;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.mucura.blobs.filesystem.disk.Disk;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes a folder into use, or says in one line why it cannot. */
final class StoreFolder {

  /** What may be in a folder that is still to become a store: its first start may have failed. */
  private static final Set<String> NOTHING = Set.of("LOCK", "VERSION.new", "lost+found");

  private static final Set<String> KNOWN = Set.of(Layout.VERSION, Layout.VERSION_OF_FILES);

  private static final Logger LOG = LoggerFactory.getLogger(StoreFolder.class);

  private static final int VERSION_LENGTH_MAX = 100;

  private final Layout layout;
  private final Disk disk;

  StoreFolder(Layout layout, Disk disk) {
    this.layout = layout;
    this.disk = disk;
  }

  /**
   * Makes the folder itself, if there is none.
   *
   * @return the medium it is on
   */
  FileStore create() throws IOException {
    try {
      createWithParents(layout.root());
      return Files.getFileStore(layout.root());
    } catch (FileSystemException e) {
      throw unusable(e);
    }
  }

  /**
   * Makes the folder what {@link Layout} says, without temporary files, and locks it.
   *
   * @throws IOException if the folder is in use, of another kind, or not to be written; then it is
   *     as it was
   */
  FolderLock take() throws IOException {
    try {
      requireOurs();
      FolderLock lock = FolderLock.take(layout.lock());
      boolean ready = false;
      try {
        prepare();
        ready = true;
      } finally {
        if (!ready) {
          lock.close();
        }
      }
      return lock;
    } catch (FileSystemException e) {
      throw unusable(e);
    }
  }

  private void prepare() throws IOException {
    if (!requireOurs().equals(Optional.of(Layout.VERSION))) {
      writeVersion();
    }
    disk.createFolder(layout.temporary());
    disk.createFolder(layout.files());
    disk.createFolder(layout.segments());
    disk.syncFolder(layout.root());
    List<Path> unfinished = children(layout.temporary());
    for (Path file : unfinished) {
      disk.delete(file);
    }
    if (!unfinished.isEmpty()) {
      LOG.info("removed {} unfinished files from {}", unfinished.size(), layout.temporary());
    }
  }

  /** The layout of the folder, empty if it has nothing. */
  private Optional<String> requireOurs() throws IOException {
    Optional<String> version = readVersion();
    if (version.isPresent() && !KNOWN.contains(version.get())) {
      throw new IOException(
          "%s has the layout '%s', but only '%s' is known; nothing was changed"
              .formatted(layout.root(), version.get(), Layout.VERSION));
    }
    if (version.isEmpty()) {
      for (Path child : children(layout.root())) {
        if (!NOTHING.contains(String.valueOf(child.getFileName()))) {
          throw new IOException(
              "%s is no folder of contents and not empty: there is %s"
                  .formatted(layout.root(), child.getFileName()));
        }
      }
    }
    return version;
  }

  private Optional<String> readVersion() throws IOException {
    try (var content = Files.newInputStream(layout.version())) {
      byte[] text = content.readNBytes(VERSION_LENGTH_MAX);
      return Optional.of(new String(text, StandardCharsets.UTF_8).strip());
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  private void writeVersion() throws IOException {
    Path fresh = layout.root().resolve("VERSION.new");
    disk.delete(fresh);
    try (FileChannel file = disk.createFile(fresh)) {
      disk.write(file, ByteBuffer.wrap((Layout.VERSION + "\n").getBytes(StandardCharsets.UTF_8)));
      disk.sync(file);
    }
    disk.move(fresh, layout.version());
    disk.syncFolder(layout.root());
  }

  private void createWithParents(Path folder) throws IOException {
    Path parent = folder.getParent();
    if (parent != null && !Files.isDirectory(folder)) {
      createWithParents(parent);
      disk.createFolder(folder);
      disk.syncFolder(parent);
    }
  }

  private IOException unusable(FileSystemException cause) {
    return new IOException(
        "cannot keep contents in %s: %s: %s"
            .formatted(layout.root(), cause.getFile(), reason(cause)),
        cause);
  }

  /** What the name of a Java class says instead of a text. */
  private static String reason(FileSystemException cause) {
    if (cause.getReason() != null) {
      return cause.getReason();
    } else if (cause instanceof AccessDeniedException) {
      return "permission denied";
    } else if (cause instanceof FileAlreadyExistsException) {
      return "is no folder";
    } else if (cause instanceof NoSuchFileException) {
      return "not found";
    }
    return cause.getClass().getSimpleName();
  }

  private static List<Path> children(Path folder) throws IOException {
    List<Path> children = new ArrayList<>();
    try (DirectoryStream<Path> found = Files.newDirectoryStream(folder)) {
      found.forEach(children::add);
    }
    return children;
  }
}

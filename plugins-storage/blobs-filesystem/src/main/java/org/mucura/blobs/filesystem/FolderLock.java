package org.mucura.blobs.filesystem;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mucura.blobs.filesystem.disk.PosixDisk;

/**
 * The exclusive use of a folder, by one store of one process. It ends with the process, however
 * that ends.
 */
final class FolderLock implements Closeable {

  /**
   * Begins the names under which the folders in use by this process are noted. To try the lock of
   * the file once more would be wrong here: POSIX releases it as soon as the process closes any
   * descriptor of that file. The notes are system properties because two versions of this bundle,
   * side by side, have no variable in common.
   */
  private static final String IN_USE = "org.mucura.blobs.filesystem.in-use:";

  private final String note;
  private final FileLock lock;

  private FolderLock(String note, FileLock lock) {
    this.note = note;
    this.lock = lock;
  }

  /**
   * Takes the folder in which {@code file} is.
   *
   * @throws IOException if it is in use, or {@code file} cannot be written
   */
  static FolderLock take(Path file) throws IOException {
    Path parent = Objects.requireNonNull(file.getParent());
    String note = IN_USE + identity(parent);
    if (System.getProperties().putIfAbsent(note, "true") != null) {
      throw inUse(parent);
    }
    FileLock lock = null;
    try {
      lock = lock(file);
    } finally {
      if (lock == null) {
        System.clearProperty(note);
      }
    }
    if (lock == null) {
      throw inUse(parent);
    }
    return new FolderLock(note, lock);
  }

  /**
   * Says whether the folder is still this store's.
   *
   * @throws IOException if the store was closed
   */
  void requireHeld() throws IOException {
    if (!lock.isValid()) {
      throw new IOException("the store is closed");
    }
  }

  @Override
  public void close() throws IOException {
    if (lock.isValid()) {
      lock.acquiredBy().close();
      System.clearProperty(note);
    }
  }

  private static @Nullable FileLock lock(Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(
            file,
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
            PosixDisk.OWNERS_FILE);
    FileLock lock = null;
    try {
      lock = channel.tryLock();
    } finally {
      if (lock == null) {
        channel.close();
      }
    }
    return lock;
  }

  /** The same for all paths that lead to the folder. */
  private static Object identity(Path folder) throws IOException {
    Object key = Files.readAttributes(folder, BasicFileAttributes.class).fileKey();
    return key == null ? folder.toRealPath() : key;
  }

  private static IOException inUse(Path folder) {
    return new IOException(folder + " is in use by another store");
  }
}

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
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The exclusive use of a folder, by one store of one process. It ends with the process, however
 * that ends.
 */
final class FolderLock implements Closeable {

  /**
   * The folders in use by this process. To try the lock of the file once more would be wrong here:
   * POSIX releases it as soon as the process closes any descriptor of that file.
   */
  private static final Set<Object> IN_USE = ConcurrentHashMap.newKeySet();

  private final Object folder;
  private final FileLock lock;

  private FolderLock(Object folder, FileLock lock) {
    this.folder = folder;
    this.lock = lock;
  }

  /**
   * Takes the folder in which {@code file} is.
   *
   * @throws IOException if it is in use, or {@code file} cannot be written
   */
  static FolderLock take(Path file) throws IOException {
    Path parent = Objects.requireNonNull(file.getParent());
    Object folder = identity(parent);
    if (!IN_USE.add(folder)) {
      throw inUse(parent);
    }
    FileLock lock = null;
    try {
      lock = lock(file);
    } finally {
      if (lock == null) {
        IN_USE.remove(folder);
      }
    }
    if (lock == null) {
      throw inUse(parent);
    }
    return new FolderLock(folder, lock);
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
      IN_USE.remove(folder);
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

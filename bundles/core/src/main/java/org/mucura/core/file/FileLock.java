package org.mucura.core.file;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Keeps all others, of this process and of others, from changing a file as long as it is open. It
 * is a lock on an empty file beside it, which stays: the file itself is replaced.
 */
public final class FileLock implements Closeable {

  // a process cannot lock a file against itself
  private static final ReentrantLock PROCESS = new ReentrantLock();

  private final FileChannel channel;

  private FileLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Waits until nobody else has the lock of {@code file}, which need not be there. Closed by the
   * thread that took it, which must not have another one.
   */
  @SuppressWarnings("resource")
  public static FileLock of(Path file) throws IOException {
    if (PROCESS.isHeldByCurrentThread()) {
      throw new IllegalStateException("this thread has a lock already");
    }
    PROCESS.lock();
    try {
      return new FileLock(locked(file));
    } catch (IOException | RuntimeException e) {
      PROCESS.unlock();
      throw e;
    }
  }

  private static FileChannel locked(Path file) throws IOException {
    Path target = PrivateFile.target(file);
    FileChannel channel =
        FileChannel.open(
            PrivateFile.folder(target).resolve(target.getFileName() + ".lock"),
            Set.of(CREATE, WRITE),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    boolean locked = false;
    try {
      channel.lock();
      locked = true;
      return channel;
    } finally {
      if (!locked) {
        channel.close();
      }
    }
  }

  @Override
  public void close() throws IOException {
    try {
      channel.close();
    } finally {
      PROCESS.unlock();
    }
  }
}

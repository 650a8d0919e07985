package org.mucura.core.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/**
 * Writes files that only their owner may read (0600), each whole or not at all, and durable on
 * return.
 */
public final class PrivateFile {

  private static final int LINKS_MAX = 40;
  private static final String END = ".new";
  private static final Duration LEFT_FOR = Duration.ofHours(1);

  private PrivateFile() {}

  /** Replaces {@code file} by {@code text}; makes its folder (0700) if there is none. */
  public static void write(Path file, String text) throws IOException {
    write(file, text.getBytes(UTF_8));
  }

  /** As the other one; if it is a symbolic link, what that leads to is replaced. */
  public static void write(Path file, byte[] bytes) throws IOException {
    Path target = target(file);
    Path written = written(target, bytes);
    try {
      Files.move(written, target, ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(written);
    }
    force(folder(target));
  }

  /**
   * Writes a file that is not there yet.
   *
   * @throws FileAlreadyExistsException if it is there; it stays as it is
   */
  public static void create(Path file, byte[] bytes) throws IOException {
    Path target = target(file);
    if (Files.exists(target)) {
      throw new FileAlreadyExistsException(file.toString());
    }
    Path written = written(target, bytes);
    try {
      link(written, target);
    } finally {
      Files.deleteIfExists(written);
    }
    force(folder(target));
  }

  /** Unlike a move, a link never replaces what another process has put there meanwhile. */
  private static void link(Path written, Path target) throws IOException {
    try {
      Files.createLink(target, written);
    } catch (FileAlreadyExistsException e) {
      throw e;
    } catch (UnsupportedOperationException | FileSystemException noLinks) {
      // looks first, which suffices for all who hold the lock
      Files.move(written, target);
    }
  }

  /**
   * Refuses a file with secrets that others than its owner may read.
   *
   * @throws IOException if they may, with what to do; also if there is no such file
   */
  public static void requirePrivate(Path file) throws IOException {
    Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
    if (permissions.contains(PosixFilePermission.GROUP_READ)
        || permissions.contains(PosixFilePermission.OTHERS_READ)) {
      throw new IOException("others may read " + file + ": chmod 600 " + file);
    }
  }

  /**
   * The file that a chain of symbolic links ends at, which need not be there.
   *
   * @throws FileSystemLoopException if it does not end
   */
  static Path target(Path file) throws IOException {
    Path at = file.toAbsolutePath();
    for (int links = 0; Files.isSymbolicLink(at); links++) {
      if (links == LINKS_MAX) {
        throw new FileSystemLoopException(file.toString());
      }
      at = at.resolveSibling(Files.readSymbolicLink(at));
    }
    return at;
  }

  /** The folder of a file; it is made (0700) if there is none. */
  static Path folder(Path file) throws IOException {
    Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent());
    Deque<Path> missing = new ArrayDeque<>();
    for (Path at = folder; at != null && !Files.isDirectory(at); at = at.getParent()) {
      missing.push(at);
    }
    Files.createDirectories(
        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    for (Path made : missing) {
      force(Objects.requireNonNull(made.getParent()));
    }
    return folder;
  }

  private static Path written(Path target, byte[] bytes) throws IOException {
    Path folder = folder(target);
    String begin = "." + target.getFileName() + ".";
    sweep(folder, begin);
    Path written = folder.resolve(begin + UUID.randomUUID() + END);
    boolean whole = false;
    try (FileChannel channel =
        FileChannel.open(
            written,
            Set.of(CREATE_NEW, WRITE),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      channel.force(true);
      whole = true;
      return written;
    } finally {
      if (!whole) {
        Files.deleteIfExists(written);
      }
    }
  }

  /** Removes what crashes left, which has secrets; younger ones may be in use by others. */
  private static void sweep(Path folder, String begin) throws IOException {
    Instant old = Instant.now().minus(LEFT_FOR);
    try (DirectoryStream<Path> found =
        Files.newDirectoryStream(folder, file -> left(file, begin))) {
      for (Path file : found) {
        if (Files.getLastModifiedTime(file, NOFOLLOW_LINKS).toInstant().isBefore(old)) {
          Files.deleteIfExists(file);
        }
      }
    } catch (NoSuchFileException e) {
      // another one has removed it
    }
  }

  private static boolean left(Path file, String begin) {
    String name = String.valueOf(file.getFileName());
    return name.startsWith(begin) && name.endsWith(END);
  }

  /** Flushes a file, or the names in a folder, to the medium. */
  public static void force(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, READ)) {
      channel.force(true);
    }
  }
}

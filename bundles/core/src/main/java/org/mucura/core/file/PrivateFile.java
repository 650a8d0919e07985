package org.mucura.core.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.CopyOption;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Set;

/**
 * Writes files that only their owner may read (0600), each whole or not at all, and durable on
 * return.
 */
public final class PrivateFile {

  private PrivateFile() {}

  /** Replaces {@code file} by {@code text}; makes its folder (0700) if there is none. */
  public static void write(Path file, String text) throws IOException {
    write(file, text.getBytes(UTF_8));
  }

  /** As the other one. */
  public static void write(Path file, byte[] bytes) throws IOException {
    put(file, bytes, ATOMIC_MOVE);
  }

  /**
   * Writes a file that is not there yet.
   *
   * @throws FileAlreadyExistsException if it is there; it stays as it is
   */
  public static void create(Path file, byte[] bytes) throws IOException {
    if (Files.exists(file)) {
      throw new FileAlreadyExistsException(file.toString());
    }
    put(file, bytes);
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

  private static void put(Path file, byte[] bytes, CopyOption... move) throws IOException {
    Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent());
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
    Path written = folder.resolve("." + file.getFileName() + ".new");
    Files.deleteIfExists(written);
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
    }
    Files.move(written, file, move);
    try (FileChannel channel = FileChannel.open(folder, READ)) {
      channel.force(true);
    }
  }
}

package org.mucura.blobs.filesystem;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.mucura.blobs.filesystem.disk.Disk;
import org.mucura.blobs.filesystem.disk.Room;

/** A file that is being written. It is removed when closed, unless it was moved. */
final class TemporaryFile implements AutoCloseable {

  /** Whole pages: what ends within one costs the system half as much again. */
  private static final int PIECE_LENGTH = 128 * 1024;

  /**
   * So much of a content of known length is written before it is asked again whether there is room.
   */
  private static final int ROOM_STEP = 8 * 1024 * 1024;

  private final Path path;
  private final Disk disk;
  private final FileChannel file;
  private boolean moved;

  TemporaryFile(Path path, Disk disk) throws IOException {
    this.path = path;
    this.disk = disk;
    file = disk.createFile(path);
  }

  /**
   * Writes all of {@code content}, durably.
   *
   * @return how many bytes
   * @throws IOException if there are not {@code size} bytes, or no room
   */
  long fill(InputStream content, OptionalLong size, Room room) throws IOException {
    long limit = size.orElse(Long.MAX_VALUE);
    byte[] piece = new byte[(int) Math.max(1, Math.min(limit, PIECE_LENGTH))];
    room.require(size.orElse(0));
    long length = 0;
    long roomUntil = 0;
    int count = content.readNBytes(piece, 0, piece.length);
    while (count > 0) {
      length += count;
      requireSize(length <= limit, size);
      if (length > roomUntil) {
        long ahead = Math.min(size.orElse(length) - length, ROOM_STEP);
        room.require(count + ahead);
        roomUntil = length + ahead;
      }
      disk.write(file, ByteBuffer.wrap(piece, 0, count));
      count = content.readNBytes(piece, 0, piece.length);
    }
    requireSize(size.isEmpty() || length == limit, size);
    disk.sync(file);
    return length;
  }

  void move(Path target) throws IOException {
    disk.move(path, target);
    moved = true;
  }

  @Override
  public void close() throws IOException {
    try (file) {
      if (!moved) {
        disk.delete(path);
      }
    }
  }

  static void requireSize(boolean holds, OptionalLong size) throws IOException {
    if (!holds) {
      throw new IOException("the content is not the " + size.getAsLong() + " bytes announced");
    }
  }
}

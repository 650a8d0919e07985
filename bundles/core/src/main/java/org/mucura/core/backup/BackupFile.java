package org.mucura.core.backup;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the binary files of a backup have in common. See docs/format.md, Backups. */
final class BackupFile {

  /** How many bytes each begins with: what it is of, its kind and its version. */
  static final int HEADER_LENGTH = 16;

  private static final byte[] MAGIC = "mucura-backup\n".getBytes(US_ASCII);
  private static final byte VERSION = 1;

  /** What a file holds. */
  enum Kind {
    METADATA(1),
    BLOBS(2),
    CONTENTS(3);

    private final int code;

    Kind(int code) {
      this.code = code;
    }
  }

  private BackupFile() {}

  static byte[] header(Kind kind) {
    byte[] header = Arrays.copyOf(MAGIC, HEADER_LENGTH);
    header[HEADER_LENGTH - 2] = (byte) kind.code;
    header[HEADER_LENGTH - 1] = VERSION;
    return header;
  }

  /** A new file that only its owner may read. */
  static FileChannel create(Path file) throws IOException {
    return FileChannel.open(
        file,
        Set.of(CREATE_NEW, READ, WRITE),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
  }

  /** Opens a file behind its header. */
  static DataInputStream open(Path file, Kind kind) throws IOException {
    DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16));
    boolean opened = false;
    try {
      byte[] found = in.readNBytes(HEADER_LENGTH);
      if (!Arrays.equals(found, header(kind))) {
        throw damaged(file, 0, "its beginning is not that of such a file");
      }
      opened = true;
      return in;
    } finally {
      if (!opened) {
        in.close();
      }
    }
  }

  /**
   * A frame: the length of what follows, its checksum, and it itself; null at the end of the file.
   */
  static byte @Nullable [] frame(DataInputStream in, Path file, long at) throws IOException {
    int first = in.read();
    if (first < 0) {
      return null;
    }
    try {
      int length = (first << 24) | (in.readUnsignedByte() << 16) | in.readUnsignedShort();
      int expected = in.readInt();
      if (length < 0 || length > Frames.LENGTH_MAX) {
        throw damaged(file, at, "no length");
      }
      byte[] content = in.readNBytes(length);
      if (content.length < length) {
        throw damaged(file, at, "it ends early");
      }
      if (Frames.crc32c(content) != expected) {
        throw damaged(file, at, "it is not what was written");
      }
      return content;
    } catch (EOFException e) {
      throw damaged(file, at, "it ends early");
    }
  }

  static BackupException damaged(Path file, long at, String why) {
    return new BackupException("the backup is damaged: " + file + " at byte " + at + ": " + why);
  }
}

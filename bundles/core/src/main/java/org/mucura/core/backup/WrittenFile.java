package org.mucura.core.backup;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.zip.CRC32C;

/**
 * A file of a run as its manifest tells.
 *
 * @param length in bytes
 * @param crc32c of all its bytes
 */
record WrittenFile(String name, long length, int crc32c) {

  private static final int READ = 1 << 20;

  /** What is there now. */
  static WrittenFile of(Path file) throws IOException {
    CRC32C crc = new CRC32C();
    long length = 0;
    byte[] buffer = new byte[READ];
    try (InputStream in = Files.newInputStream(file)) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        crc.update(buffer, 0, read);
        length += read;
      }
    }
    return new WrittenFile(String.valueOf(file.getFileName()), length, (int) crc.getValue());
  }

  /**
   * The file is there, and as long as it was.
   *
   * @throws BackupException if not
   */
  void requireLength(Path folder) throws IOException {
    Path file = folder.resolve(name);
    try {
      long found = Files.size(file);
      if (found != length) {
        throw BackupFile.damaged(
            file, Math.min(found, length), "it has " + found + " bytes, not " + length);
      }
    } catch (NoSuchFileException e) {
      throw new BackupException("the backup is damaged: " + file + " is missing", e);
    }
  }

  /**
   * The file has the bytes that were written; reads all of them.
   *
   * @throws BackupException if not
   */
  void requireSame(Path folder) throws IOException {
    requireLength(folder);
    if (!of(folder.resolve(name)).equals(this)) {
      throw new BackupException(
          "the backup is damaged: "
              + folder.resolve(name)
              + " is not what was written: its checksum is another one");
    }
  }

  @Override
  public String toString() {
    return "%s %d %s".formatted(name, length, HexFormat.of().toHexDigits(crc32c));
  }
}

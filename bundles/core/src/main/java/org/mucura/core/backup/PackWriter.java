package org.mucura.core.backup;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;
import org.jspecify.annotations.Nullable;
import org.mucura.core.backup.BackupFile.Kind;

/**
 * Writes the contents of a run, one blob behind the other, into files of some size. Bytes that no
 * index names mean nothing.
 */
final class PackWriter implements Closeable {

  private final Path folder;
  private final long sizeMax;
  private final List<WrittenFile> written = new ArrayList<>();
  private @Nullable Pack current;

  /**
   * @param sizeMax the size after which another file is begun, in bytes
   */
  PackWriter(Path folder, long sizeMax) {
    this.folder = folder;
    this.sizeMax = sizeMax;
  }

  /** A file that is being written. */
  private static final class Pack {

    final String name;
    final FileChannel channel;
    final CRC32C crc = new CRC32C();
    final OutputStream out;
    long length;

    Pack(Path file) throws IOException {
      this.name = String.valueOf(file.getFileName());
      this.channel = BackupFile.create(file);
      this.out = new CheckedOutputStream(Channels.newOutputStream(channel), crc);
      write(BackupFile.header(Kind.CONTENTS), BackupFile.HEADER_LENGTH);
    }

    void write(byte[] bytes, int count) throws IOException {
      out.write(bytes, 0, count);
      length += count;
    }
  }

  /** Where the next blob goes: the number of a file, which is begun if need be. */
  int pack() throws IOException {
    if (current != null && current.length >= sizeMax) {
      endPack();
    }
    if (current == null) {
      current = new Pack(folder.resolve(BackupRun.pack(written.size() + 1)));
    }
    return written.size() + 1;
  }

  /** Where the next blob begins in that file. */
  long offset() {
    return open().length;
  }

  void write(byte[] bytes, int count) throws IOException {
    open().write(bytes, count);
  }

  private Pack open() {
    if (current == null) {
      throw new IllegalStateException("no file was begun");
    }
    return current;
  }

  private void endPack() throws IOException {
    Pack pack = open();
    pack.channel.force(true);
    pack.channel.close();
    written.add(new WrittenFile(pack.name, pack.length, (int) pack.crc.getValue()));
    current = null;
  }

  /** Flushes all to the medium; says what the manifest has to say of the files. */
  List<WrittenFile> end() throws IOException {
    if (current != null) {
      endPack();
    }
    return written;
  }

  @Override
  public void close() throws IOException {
    if (current != null) {
      current.channel.close();
    }
  }
}

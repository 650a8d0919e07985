package org.mucura.core.backup;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;
import org.mucura.core.backup.BackupFile.Kind;

/** Writes a file of frames; durable once it is closed by {@link #end}. */
final class Frames implements Closeable {

  /** The longest frame in bytes: the longest key and value of any store, and more. */
  static final int LENGTH_MAX = 64 * 1024 * 1024;

  private static final int FRAME_HEADER = 8;

  private final Path file;
  private final FileChannel channel;
  private final CRC32C crc = new CRC32C();
  private final DataOutputStream out;
  private long length = BackupFile.HEADER_LENGTH;
  private long count;

  Frames(Path file, Kind kind) throws IOException {
    this.file = file;
    this.channel = BackupFile.create(file);
    this.out =
        new DataOutputStream(
            new BufferedOutputStream(
                new CheckedOutputStream(Channels.newOutputStream(channel), crc), 1 << 16));
    out.write(BackupFile.header(kind));
  }

  void write(byte[] content) throws IOException {
    out.writeInt(content.length);
    out.writeInt(crc32c(content));
    out.write(content);
    length += FRAME_HEADER + content.length;
    count++;
  }

  /** How many frames were written. */
  long count() {
    return count;
  }

  /** Flushes all to the medium; says what the manifest has to say of the file. */
  WrittenFile end() throws IOException {
    out.flush();
    channel.force(true);
    channel.close();
    return new WrittenFile(String.valueOf(file.getFileName()), length, (int) crc.getValue());
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  static int crc32c(byte[] content) {
    CRC32C crc = new CRC32C();
    crc.update(content);
    return (int) crc.getValue();
  }
}

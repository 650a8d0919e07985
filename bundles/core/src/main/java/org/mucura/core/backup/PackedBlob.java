package org.mucura.core.backup;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.zip.CRC32C;

/** A blob in a file of contents. Its last byte is given out only if all were what was written. */
final class PackedBlob extends InputStream {

  private final FileChannel channel;
  private final Path file;
  private final BlobLocation location;
  private final CRC32C crc = new CRC32C();
  private long position;

  /**
   * @param channel of {@code file}, which others may read by as well
   */
  PackedBlob(FileChannel channel, Path file, BlobLocation location) {
    this.channel = channel;
    this.file = file;
    this.location = location;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] to, int offset, int length) throws IOException {
    long left = location.length() - position;
    if (length == 0 || left == 0) {
      return length == 0 ? 0 : -1;
    }
    ByteBuffer buffer = ByteBuffer.wrap(to, offset, (int) Math.min(left, length));
    int read = channel.read(buffer, location.offset() + position);
    if (read < 0) {
      throw BackupFile.damaged(file, location.offset() + position, "it ends early");
    }
    crc.update(to, offset, read);
    position += read;
    if (position == location.length() && (int) crc.getValue() != location.crc32c()) {
      throw BackupFile.damaged(
          file, location.offset(), location.blob() + " is not what was written");
    }
    return read;
  }
}

package org.mucura.monitoring.accesslog;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * A file that lines are added to. When it has become large it is put aside as {@code file.1}, what
 * was that before as {@code file.2}, and so on. Whoever moves it away gets a new one. Used by one
 * thread.
 */
final class LineFile implements Closeable {

  private final Path file;
  private final long sizeMax;
  private final int filesMax;
  private @Nullable FileChannel channel;
  private long size;

  /** Opens nothing yet. */
  LineFile(Path file, long sizeMax, int filesMax) {
    this.file = file.toAbsolutePath();
    this.sizeMax = sizeMax;
    this.filesMax = filesMax;
  }

  /**
   * Adds whole lines.
   *
   * @throws IOException if that cannot be done; something of them may be there. The next call tries
   *     anew
   */
  void append(ByteBuffer lines) throws IOException {
    try {
      FileChannel open = open();
      if (size > 0 && size + lines.remaining() > sizeMax) {
        putAside();
        open = open();
      }
      while (lines.hasRemaining()) {
        size += open.write(lines);
      }
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  private FileChannel open() throws IOException {
    FileChannel open = channel;
    if (open != null && Files.exists(file)) {
      return open;
    }
    close();
    Files.createDirectories(file.getParent());
    open = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    channel = open;
    size = open.size();
    return open;
  }

  private void putAside() throws IOException {
    close();
    for (int number = filesMax - 1; number >= 0; number--) {
      Path former = former(number);
      if (Files.exists(former)) {
        Files.move(former, former(number + 1), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    Files.deleteIfExists(file);
  }

  private Path former(int number) {
    return number == 0 ? file : file.resolveSibling(file.getFileName() + "." + number);
  }

  @Override
  public void close() throws IOException {
    FileChannel open = channel;
    channel = null;
    if (open != null) {
      open.close();
    }
  }

  @Override
  public String toString() {
    return file.toString();
  }
}

package org.mucura.blobs.filesystem.segment;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads from files that stay open for the next reader, so many of them at most. Java closes a
 * channel when a thread is interrupted that reads from it; the others do not notice here.
 */
final class OpenFiles implements Closeable {

  private final int limit;
  private final Map<Path, OpenFile> files = new LinkedHashMap<>(16, 0.75f, true);
  private boolean closed;

  /**
   * @param limit how many files stay open though nobody reads from them
   */
  OpenFiles(int limit) {
    this.limit = limit;
  }

  /**
   * Fills {@code target} from {@code position} on.
   *
   * @throws DamagedException if the file ends before, or the medium does not give it back
   * @throws java.nio.file.NoSuchFileException if there is no such file
   */
  void read(Path path, ByteBuffer target, long position) throws IOException {
    int begin = target.position();
    while (true) {
      OpenFile file = acquire(path);
      try {
        file.read(target.position(begin), position);
        return;
      } catch (ClosedByInterruptException e) {
        throw e;
      } catch (ClosedChannelException e) {
        // by the interruption of another reader: the next attempt opens the file again
      } catch (DamagedException e) {
        throw e;
      } catch (IOException e) {
        throw new DamagedException(path, e);
      } finally {
        release(file);
      }
    }
  }

  /** Lets go of a file that was removed or replaced; who reads from it goes on. */
  synchronized void forget(Path path) throws IOException {
    OpenFile file = files.remove(path);
    if (file != null && file.users == 0) {
      file.channel.close();
    }
  }

  /** From now on no file stays open behind its reader. */
  @Override
  public synchronized void close() throws IOException {
    closed = true;
    evict(0);
  }

  private synchronized OpenFile acquire(Path path) throws IOException {
    OpenFile file = files.get(path);
    if (file == null || !file.channel.isOpen()) {
      file = new OpenFile(path);
      files.put(path, file);
    }
    return file.use();
  }

  private synchronized void release(OpenFile file) throws IOException {
    file.users--;
    boolean known = files.get(file.path) == file;
    if (file.users == 0 && (!known || !file.channel.isOpen())) {
      if (known) {
        files.remove(file.path);
      }
      file.channel.close();
    }
    evict(closed ? 0 : limit);
  }

  /** Closes who was idle for the longest time. */
  private void evict(int allowed) throws IOException {
    Iterator<OpenFile> eldest = files.values().iterator();
    while (files.size() > allowed && eldest.hasNext()) {
      OpenFile file = eldest.next();
      if (file.users == 0) {
        eldest.remove();
        file.channel.close();
      }
    }
  }

  private static final class OpenFile {

    final Path path;
    final FileChannel channel;
    int users;

    OpenFile(Path path) throws IOException {
      this.path = path;
      channel = FileChannel.open(path, StandardOpenOption.READ);
    }

    OpenFile use() {
      users++;
      return this;
    }

    void read(ByteBuffer target, long position) throws IOException {
      long at = position;
      while (target.hasRemaining()) {
        int count = channel.read(target, at);
        if (count < 0) {
          throw new DamagedException(path, "it ends at " + channel.size());
        }
        at += count;
      }
    }
  }
}

package org.mucura.blobs.filesystem.segment;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.mucura.blobs.filesystem.disk.Disk;
import org.mucura.blobs.filesystem.disk.PosixDisk;
import org.mucura.spi.Bytes;

/**
 * A disk that keeps a journal, from which it can tell what a power cut at any moment may have left:
 * of what was not flushed each sector and each name may be there or not.
 */
final class PowerCutDisk implements Disk {

  private static final int SECTOR = 512;

  private final Disk disk = new PosixDisk();
  private final Map<FileChannel, Integer> inodes = new ConcurrentHashMap<>();
  private final Map<Path, Integer> names = new HashMap<>();
  private final List<Step> journal = new ArrayList<>();
  private int inodeCount;

  /** What happened to a medium that is being played back. */
  interface Step {
    void play(Replay replay);
  }

  /** How many steps there were. */
  synchronized int length() {
    return journal.size();
  }

  /** Notes something that is not the disk's. */
  synchronized void note(Runnable event) {
    journal.add(replay -> event.run());
  }

  /**
   * Plays the first steps and writes what is left below {@code to}.
   *
   * @param forgotten flushes of this kind are not made: "data", "file", "folder", or none
   */
  void cut(int steps, Random random, Path root, Path to, String forgotten) throws IOException {
    Replay replay = new Replay(random, forgotten);
    for (Step step : journal.subList(0, steps)) {
      step.play(replay);
    }
    replay.write(root, to);
  }

  @Override
  public FileChannel createFile(Path file) throws IOException {
    FileChannel channel = disk.createFile(file);
    synchronized (this) {
      int inode = inodeCount++;
      inodes.put(channel, inode);
      names.put(file, inode);
      journal.add(replay -> replay.current.put(file, inode));
    }
    return channel;
  }

  @Override
  public FileChannel openFile(Path file) throws IOException {
    FileChannel channel = disk.openFile(file);
    synchronized (this) {
      inodes.put(channel, Objects.requireNonNull(names.get(file)));
    }
    return channel;
  }

  @Override
  public void write(FileChannel file, ByteBuffer bytes) throws IOException {
    write(file, bytes, file.size());
  }

  @Override
  public void write(FileChannel file, ByteBuffer bytes, long position) throws IOException {
    byte[] copy = new byte[bytes.remaining()];
    bytes.duplicate().get(copy);
    int inode = inode(file);
    synchronized (this) {
      journal.add(replay -> replay.write(inode, (int) position, copy));
    }
    disk.write(file, bytes, position);
  }

  @Override
  public void truncate(FileChannel file, long length) throws IOException {
    int inode = inode(file);
    disk.truncate(file, length);
    synchronized (this) {
      journal.add(replay -> replay.pending(inode).add(new Pending((int) length, null)));
    }
  }

  @Override
  public void sync(FileChannel file) throws IOException {
    sync(file, "file");
  }

  @Override
  public void syncData(FileChannel file) throws IOException {
    sync(file, "data");
  }

  private synchronized void sync(FileChannel file, String kind) {
    int inode = inode(file);
    journal.add(replay -> replay.sync(inode, kind));
  }

  @Override
  public void createFolder(Path folder) throws IOException {
    disk.createFolder(folder);
  }

  @Override
  public synchronized void syncFolder(Path folder) {
    journal.add(replay -> replay.syncFolder(folder));
  }

  @Override
  public void move(Path from, Path to) throws IOException {
    disk.move(from, to);
    synchronized (this) {
      names.put(to, Objects.requireNonNull(names.remove(from)));
      journal.add(
          replay -> replay.current.put(to, Objects.requireNonNull(replay.current.remove(from))));
    }
  }

  @Override
  public void link(Path file, Path name) throws IOException {
    disk.link(file, name);
  }

  @Override
  public boolean delete(Path file) throws IOException {
    synchronized (this) {
      names.remove(file);
      journal.add(replay -> replay.current.remove(file));
    }
    return disk.delete(file);
  }

  private int inode(FileChannel file) {
    return Objects.requireNonNull(inodes.get(file));
  }

  /** A write at a position, or without bytes a new length. */
  private record Pending(int position, @Nullable Bytes bytes) {}

  /** The bytes of a file. */
  private static final class Content {

    private byte[] bytes = new byte[SECTOR];
    private int length;

    byte[] bytes() {
      return Arrays.copyOf(bytes, length);
    }

    void write(int position, byte[] piece) {
      int end = position + piece.length;
      if (end > bytes.length) {
        bytes = Arrays.copyOf(bytes, 2 * end);
      }
      System.arraycopy(piece, 0, bytes, position, piece.length);
      length = Math.max(length, end);
    }

    void truncate(int to) {
      if (to < length) {
        Arrays.fill(bytes, to, length, (byte) 0);
        length = to;
      }
    }
  }

  /** The medium at one moment: what is durable, and what may be. */
  private static final class Replay {

    final Map<Path, Integer> current = new HashMap<>();
    private final Map<Path, Integer> durable = new HashMap<>();
    private final Map<Integer, Content> contents = new HashMap<>();
    private final Map<Integer, List<Pending>> pendings = new HashMap<>();
    private final Random random;
    private final String forgotten;

    Replay(Random random, String forgotten) {
      this.random = random;
      this.forgotten = forgotten;
    }

    List<Pending> pending(int inode) {
      return pendings.computeIfAbsent(inode, i -> new ArrayList<>());
    }

    void write(int inode, int position, byte[] bytes) {
      for (int at = 0; at < bytes.length; ) {
        int end = Math.min(bytes.length, at + SECTOR - (position + at) % SECTOR);
        pending(inode)
            .add(new Pending(position + at, Bytes.wrap(Arrays.copyOfRange(bytes, at, end))));
        at = end;
      }
    }

    void sync(int inode, String kind) {
      if (!kind.equals(forgotten)) {
        pending(inode).forEach(each -> apply(inode, each));
        pending(inode).clear();
      }
    }

    void syncFolder(Path folder) {
      if (!forgotten.equals("folder")) {
        durable.keySet().removeIf(name -> folder.equals(name.getParent()));
        current.forEach(
            (name, inode) -> {
              if (folder.equals(name.getParent())) {
                durable.put(name, inode);
              }
            });
      }
    }

    void write(Path root, Path to) throws IOException {
      int luck = random.nextInt(101);
      pendings.forEach(
          (inode, all) ->
              all.stream()
                  .filter(each -> random.nextInt(100) < luck)
                  .forEach(each -> apply(inode, each)));
      Set<Path> names = new HashSet<>(current.keySet());
      names.addAll(durable.keySet());
      for (Path name : names) {
        Integer inode = random.nextInt(100) < luck ? current.get(name) : durable.get(name);
        if (inode != null) {
          byte[] bytes = contents.getOrDefault(inode, new Content()).bytes();
          Files.write(to.resolve(root.relativize(name)), bytes);
        }
      }
    }

    private void apply(int inode, Pending pending) {
      Content content = contents.computeIfAbsent(inode, i -> new Content());
      Bytes bytes = pending.bytes;
      if (bytes == null) {
        content.truncate(pending.position);
      } else {
        content.write(pending.position, bytes.shared());
      }
    }
  }
}

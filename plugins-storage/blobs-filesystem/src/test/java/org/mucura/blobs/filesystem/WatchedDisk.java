package org.mucura.blobs.filesystem;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.mucura.blobs.filesystem.disk.Disk;
import org.mucura.blobs.filesystem.disk.PosixDisk;

/** A disk that notes each call, with paths relative to a folder, and lets a test step in before. */
public final class WatchedDisk implements Disk {

  /** What a test does before a call; may throw in its place. */
  public interface Hook {
    void before(String call) throws IOException;
  }

  private final Path root;
  private final Disk disk = new PosixDisk();
  private final Map<FileChannel, Path> paths = new ConcurrentHashMap<>();
  private final List<String> calls = Collections.synchronizedList(new ArrayList<>());
  private volatile Hook hook = call -> {};

  public WatchedDisk(Path root) {
    this.root = root;
  }

  /** The calls since the last time this was asked. */
  public List<String> calls() {
    List<String> since = List.copyOf(calls);
    calls.clear();
    return since;
  }

  public void before(Hook hook) {
    this.hook = hook;
  }

  @Override
  public FileChannel createFile(Path file) throws IOException {
    call("create", file);
    FileChannel channel = disk.createFile(file);
    paths.put(channel, file);
    return channel;
  }

  @Override
  public void write(FileChannel file, ByteBuffer bytes) throws IOException {
    call("write", path(file));
    disk.write(file, bytes);
  }

  @Override
  public FileChannel openFile(Path file) throws IOException {
    call("open", file);
    FileChannel channel = disk.openFile(file);
    paths.put(channel, file);
    return channel;
  }

  @Override
  public void write(FileChannel file, ByteBuffer bytes, long position) throws IOException {
    call("write", path(file));
    disk.write(file, bytes, position);
  }

  @Override
  public void truncate(FileChannel file, long length) throws IOException {
    call("truncate", path(file));
    disk.truncate(file, length);
  }

  @Override
  public void syncData(FileChannel file) throws IOException {
    call("sync", path(file));
    disk.syncData(file);
  }

  @Override
  public void sync(FileChannel file) throws IOException {
    call("sync", path(file));
    disk.sync(file);
  }

  @Override
  public void createFolder(Path folder) throws IOException {
    call("mkdir", folder);
    disk.createFolder(folder);
  }

  @Override
  public void syncFolder(Path folder) throws IOException {
    call("sync", folder);
    disk.syncFolder(folder);
  }

  @Override
  public void move(Path from, Path to) throws IOException {
    call("move", from, to);
    disk.move(from, to);
    paths.replaceAll((file, path) -> path.equals(from) ? to : path);
  }

  @Override
  public void link(Path file, Path name) throws IOException {
    call("link", file, name);
    disk.link(file, name);
  }

  @Override
  public boolean delete(Path file) throws IOException {
    call("delete", file);
    return disk.delete(file);
  }

  private Path path(FileChannel file) {
    return Objects.requireNonNull(paths.get(file));
  }

  private void call(String name, Path... operands) throws IOException {
    StringBuilder call = new StringBuilder(name);
    for (Path operand : operands) {
      call.append(' ').append(root.relativize(operand));
    }
    hook.before(call.toString());
    calls.add(call.toString());
  }
}

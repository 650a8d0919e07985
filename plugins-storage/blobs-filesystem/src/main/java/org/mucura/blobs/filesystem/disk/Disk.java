package org.mucura.blobs.filesystem.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/**
 * What changes the medium, call by call: what survives a power cut depends on their order, which a
 * test can watch here, and each of them may fail, which a test can bring about here.
 */
public interface Disk {

  /** A new file, open for writing, that nobody but the owner may read. */
  FileChannel createFile(Path file) throws IOException;

  /** A file that there is, open for writing. */
  FileChannel openFile(Path file) throws IOException;

  /** Writes all that remains in {@code bytes} behind what {@code file} has. */
  void write(FileChannel file, ByteBuffer bytes) throws IOException;

  /** Writes all that remains in {@code bytes} to {@code position} of {@code file}. */
  void write(FileChannel file, ByteBuffer bytes, long position) throws IOException;

  /** Makes {@code file} no longer than {@code length}. */
  void truncate(FileChannel file, long length) throws IOException;

  /** Makes the bytes and the length of {@code file} durable. */
  void sync(FileChannel file) throws IOException;

  /** Makes what can be read of {@code file} durable, without its times. */
  void syncData(FileChannel file) throws IOException;

  /** A folder that nobody but the owner may enter, unless there is one. */
  void createFolder(Path folder) throws IOException;

  /** Makes the entries of {@code folder} durable: which names it has, and which not any more. */
  void syncFolder(Path folder) throws IOException;

  /** Gives a file another name on the same medium, in one step; a file of that name is gone. */
  void move(Path from, Path to) throws IOException;

  /**
   * Gives a file a second name on the same medium.
   *
   * @throws java.nio.file.FileAlreadyExistsException if {@code name} is taken
   * @throws java.nio.file.NoSuchFileException if there is no {@code file}
   */
  void link(Path file, Path name) throws IOException;

  /** Removes a file; tells whether there was one. */
  boolean delete(Path file) throws IOException;
}

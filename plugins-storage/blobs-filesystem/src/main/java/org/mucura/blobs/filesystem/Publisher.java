package org.mucura.blobs.filesystem;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.mucura.spi.blob.BlobExistsException;
import org.mucura.spi.blob.BlobId;

/** Gives bytes that are durable their name, and hides the name until it is durable too. */
final class Publisher {

  private final HashedFolders folders;
  private final Disk disk;
  private final Set<BlobId> hidden = ConcurrentHashMap.newKeySet();

  Publisher(HashedFolders folders, Disk disk) {
    this.folders = folders;
    this.disk = disk;
  }

  /** Gives bytes the name {@code file}. */
  interface Naming {
    void name(Path file) throws IOException;
  }

  /** Whether the file of {@code id}, if there is one, is not yet a blob. */
  boolean hides(BlobId id) {
    return hidden.contains(id);
  }

  /**
   * Makes {@code id} a blob by {@code naming}.
   *
   * @throws BlobExistsException if it is one, or is about to become one
   */
  void publish(BlobId id, Naming naming) throws IOException {
    if (!hidden.add(id)) {
      throw exists(id);
    }
    try {
      Path folder = folders.make(id);
      Path file = folder.resolve(id.digits());
      if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
        throw exists(id);
      }
      naming.name(file);
      makeDurable(folder, file);
    } finally {
      hidden.remove(id);
    }
  }

  private void makeDurable(Path folder, Path file) throws IOException {
    boolean durable = false;
    try {
      disk.syncFolder(folder);
      durable = true;
    } finally {
      if (!durable) {
        disk.delete(file);
      }
    }
  }

  static BlobExistsException exists(BlobId id) {
    return new BlobExistsException("blob " + id + " exists");
  }
}

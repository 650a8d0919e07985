package org.mucura.blobs.filesystem;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.mucura.blobs.filesystem.disk.Disk;
import org.mucura.spi.blob.BlobExistsException;
import org.mucura.spi.blob.BlobId;

/** Gives a file that is durable its name; the name is claimed until it is durable too. */
final class Publisher {

  private final HashedFolders folders;
  private final Disk disk;

  Publisher(HashedFolders folders, Disk disk) {
    this.folders = folders;
    this.disk = disk;
  }

  /** Gives bytes the name {@code file}. */
  interface Naming {
    void name(Path file) throws IOException;
  }

  /**
   * Makes {@code id}, which the caller claimed, a blob by {@code naming}.
   *
   * @throws BlobExistsException if it is one
   */
  void publish(BlobId id, Naming naming) throws IOException {
    Path folder = folders.make(id);
    Path file = folder.resolve(id.digits());
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      throw Claims.exists(id);
    }
    naming.name(file);
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
}

package org.mucura.blobs.filesystem;

import java.io.IOException;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.HexFormat;
import org.mucura.blobs.filesystem.disk.Disk;
import org.mucura.spi.blob.BlobId;

/**
 * Makes the folders of blobs as they are needed. A folder that is found is made durable all the
 * same when it is first used: a process that was killed may have made it and no more.
 */
final class HashedFolders {

  private final Layout layout;
  private final Disk disk;
  private final BitSet durableOuter = new BitSet();
  private final BitSet durable = new BitSet();

  HashedFolders(Layout layout, Disk disk) {
    this.layout = layout;
    this.disk = disk;
  }

  /** The folder of {@code id}, which is there and which no power cut takes away. */
  Path make(BlobId id) throws IOException {
    Path folder = layout.folder(id);
    Path outer = layout.outerFolder(id);
    int outerNumber = HexFormat.fromHexDigits(Layout.outerName(id));
    int number = outerNumber << 8 | HexFormat.fromHexDigits(Layout.innerName(id));
    makeOnce(durableOuter, outerNumber, outer, layout.files());
    makeOnce(durable, number, folder, outer);
    return folder;
  }

  private void makeOnce(BitSet made, int number, Path folder, Path parent) throws IOException {
    synchronized (made) {
      if (made.get(number)) {
        return;
      }
    }
    disk.createFolder(folder);
    disk.syncFolder(parent);
    synchronized (made) {
      made.set(number);
    }
  }
}

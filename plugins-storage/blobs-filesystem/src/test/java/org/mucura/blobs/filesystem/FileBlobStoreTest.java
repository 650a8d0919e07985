package org.mucura.blobs.filesystem;

import java.io.IOException;
import org.junit.Rule;
import org.junit.rules.TemporaryFolder;
import org.mucura.spi.blob.BlobStore;
import org.mucura.spi.tests.blob.BlobStoreContract;

/** Nothing is packed. */
public class FileBlobStoreTest extends BlobStoreContract {

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  @Override
  protected BlobStore open() throws IOException {
    return new FilesystemBlobStore(folder.getRoot().toPath(), 0, Packing.NONE);
  }

  @Override
  protected BlobStore openFull() throws IOException {
    return new FilesystemBlobStore(folder.getRoot().toPath(), Long.MAX_VALUE, Packing.NONE);
  }
}

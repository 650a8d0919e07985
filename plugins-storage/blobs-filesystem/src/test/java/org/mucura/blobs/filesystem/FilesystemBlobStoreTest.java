package org.mucura.blobs.filesystem;

import java.io.IOException;
import org.junit.Rule;
import org.junit.rules.TemporaryFolder;
import org.mucura.spi.blob.BlobStore;
import org.mucura.spi.tests.blob.BlobStoreContract;

public class FilesystemBlobStoreTest extends BlobStoreContract {

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  @Override
  protected BlobStore open() throws IOException {
    return new FilesystemBlobStore(folder.getRoot().toPath(), 0);
  }

  @Override
  protected BlobStore openFull() throws IOException {
    return new FilesystemBlobStore(folder.getRoot().toPath(), Long.MAX_VALUE);
  }
}

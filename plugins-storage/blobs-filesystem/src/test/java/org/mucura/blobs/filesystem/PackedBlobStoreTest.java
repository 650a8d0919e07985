package org.mucura.blobs.filesystem;

import java.io.IOException;
import org.junit.Rule;
import org.junit.rules.TemporaryFolder;
import org.mucura.spi.blob.BlobStore;
import org.mucura.spi.tests.blob.BlobStoreContract;

/** All that can be packed is packed, into segments that are soon full. */
public class PackedBlobStoreTest extends BlobStoreContract {

  private static final Packing PACKING = Packing.ofUnits(512, 1);

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  @Override
  protected BlobStore open() throws IOException {
    return new FilesystemBlobStore(folder.getRoot().toPath(), 0, PACKING);
  }

  @Override
  protected BlobStore openFull() throws IOException {
    return new FilesystemBlobStore(folder.getRoot().toPath(), Long.MAX_VALUE, PACKING);
  }
}

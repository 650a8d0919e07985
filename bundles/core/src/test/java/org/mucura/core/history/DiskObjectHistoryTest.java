package org.mucura.core.history;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.Rule;
import org.junit.rules.TemporaryFolder;
import org.mucura.blobs.filesystem.FilesystemBlobStore;
import org.mucura.metadata.rocksdb.RocksDbMetadataStore;
import org.mucura.metadata.rocksdb.RocksDbSettings;

public class DiskObjectHistoryTest extends ObjectHistoryContract {

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  @Override
  protected Opened open() throws IOException {
    Path root = folder.getRoot().toPath();
    return new Opened(
        new RocksDbMetadataStore(RocksDbSettings.of(root.resolve("metadata"))),
        new FilesystemBlobStore(root.resolve("blobs"), 0));
  }

  @Override
  protected int histories() {
    return 1;
  }

  @Override
  protected void close(Opened stores) throws IOException {
    ((RocksDbMetadataStore) stores.metadata()).close();
    ((FilesystemBlobStore) stores.blobs()).close();
  }
}

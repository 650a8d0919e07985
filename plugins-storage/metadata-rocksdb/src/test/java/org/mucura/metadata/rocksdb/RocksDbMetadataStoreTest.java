package org.mucura.metadata.rocksdb;

import org.junit.Rule;
import org.junit.rules.TemporaryFolder;
import org.mucura.spi.metadata.MetadataStore;
import org.mucura.spi.tests.metadata.MetadataStoreContract;

public class RocksDbMetadataStoreTest extends MetadataStoreContract {

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  @Override
  protected MetadataStore open() {
    return new RocksDbMetadataStore(RocksDbSettings.of(folder.getRoot().toPath()));
  }
}

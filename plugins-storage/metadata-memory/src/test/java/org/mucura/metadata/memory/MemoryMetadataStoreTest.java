package org.mucura.metadata.memory;

import org.mucura.spi.metadata.MetadataStore;
import org.mucura.spi.tests.metadata.MetadataStoreContract;

public class MemoryMetadataStoreTest extends MetadataStoreContract {

  @Override
  protected MetadataStore open() {
    return new MemoryMetadataStore();
  }
}

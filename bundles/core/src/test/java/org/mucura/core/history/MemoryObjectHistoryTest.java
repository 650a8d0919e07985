package org.mucura.core.history;

import org.mucura.blobs.memory.MemoryBlobStore;
import org.mucura.metadata.memory.MemoryMetadataStore;

public class MemoryObjectHistoryTest extends ObjectHistoryContract {

  private final Opened stores = new Opened(new MemoryMetadataStore(), new MemoryBlobStore(1 << 24));

  /** What is in memory cannot be reopened. */
  @Override
  protected Opened open() {
    return stores;
  }

  @Override
  protected void close(Opened opened) {}
}

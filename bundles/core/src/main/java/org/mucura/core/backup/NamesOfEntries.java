package org.mucura.core.backup;

import java.io.IOException;
import org.mucura.core.reclaim.ContentNames;
import org.mucura.core.walk.NamedBlob;
import org.mucura.core.walk.Naming;
import org.mucura.core.walk.RecordBlobs;
import org.mucura.spi.metadata.Entry;

/**
 * Has the blobs copied that a changed entry names. Those of entries that did not change were copied
 * by the run that copied the entry.
 */
final class NamesOfEntries implements MetadataCopy.Taker {

  private final RecordBlobs named;
  private final ContentCopy contents;

  NamesOfEntries(RecordBlobs named, ContentCopy contents) {
    this.named = named;
    this.contents = contents;
  }

  @Override
  public void take(Entry changed) throws IOException {
    for (ContentNames owner : Naming.ORDER) {
      if (changed.key().at(0) == owner.type().letter()) {
        for (NamedBlob blob : named.of(owner, changed)) {
          contents.add(WantedBlob.of(blob));
        }
      }
    }
  }
}

package org.mucura.core.backup;

import org.mucura.core.blob.BlobRef;
import org.mucura.core.seal.SealedLayout;
import org.mucura.core.walk.NamedBlob;
import org.mucura.spi.Bytes;

/**
 * A blob that is to be copied, as the record that names it says.
 *
 * @param length in bytes, as it is at rest
 * @param record the key of that record
 */
record WantedBlob(BlobRef blob, long length, int crc32c, Bytes record) {

  static WantedBlob of(NamedBlob named) {
    return new WantedBlob(
        named.part().blob(),
        SealedLayout.sealedSize(named.part().size()),
        named.part().seal().crc32c(),
        named.record().key());
  }
}

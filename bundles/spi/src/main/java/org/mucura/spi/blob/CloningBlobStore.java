package org.mucura.spi.blob;

import java.io.IOException;
import org.osgi.annotation.versioning.ConsumerType;

/** A store that can give a blob a second, independent life without moving its bytes. */
@ConsumerType
public interface CloningBlobStore {

  /**
   * Makes {@code target} a blob with the bytes of {@code source}, visible and durable on return.
   * Deleting one of them leaves the other.
   *
   * @throws NoSuchBlobException if there is no {@code source}
   * @throws BlobExistsException if there is a {@code target}
   */
  void clone(BlobId source, BlobId target) throws IOException;
}

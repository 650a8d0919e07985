package org.mucura.spi.blob;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;
import org.osgi.annotation.versioning.ConsumerType;

/** A store that can find out by itself what the medium has spoilt. */
@ConsumerType
public interface ScrubbableBlobStore {

  /**
   * Reads all that the store has, and tells what cannot be read or is not what was written. Changes
   * nothing. What comes or goes meanwhile may be left out.
   *
   * @param bytesPerSecond how much is read at most, 1 or more
   * @param found takes each damage, in the calling thread
   * @throws java.io.InterruptedIOException if the thread was interrupted; the rest was not read
   * @throws IOException if the store cannot go on; the rest was not read
   */
  void scrub(long bytesPerSecond, Consumer<Damage> found) throws IOException;

  /**
   * Something that is not what it was.
   *
   * @param place where, for the administrator, such as a file and a position
   * @param blob whose bytes it was, empty if nobody knows or if it was none's
   * @param reason what is wrong, for the administrator
   */
  record Damage(String place, Optional<BlobId> blob, String reason) {}
}

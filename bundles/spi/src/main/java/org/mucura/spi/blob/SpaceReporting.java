package org.mucura.spi.blob;

import java.io.IOException;
import org.osgi.annotation.versioning.ConsumerType;

/** A store that knows how much room it has. */
@ConsumerType
public interface SpaceReporting {

  /** The room of the medium at this moment. */
  Space space() throws IOException;

  /**
   * Room, in bytes.
   *
   * @param total of the medium
   * @param usable what can still be written
   */
  record Space(long total, long usable) {}
}

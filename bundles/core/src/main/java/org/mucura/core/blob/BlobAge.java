package org.mucura.core.blob;

import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.mucura.core.S3Exception;
import org.mucura.spi.blob.BlobId;
import org.mucura.wire.ErrorCode;

/**
 * Keeps a writer that was paused for days from naming contents that the sweep may have removed: it
 * may name them for six sevenths of the time after which unnamed contents are removed.
 */
public final class BlobAge {

  private final InstantSource clock;
  private final Supplier<Duration> orphanAge;

  public BlobAge(InstantSource clock, Supplier<Duration> orphanAge) {
    this.clock = clock;
    this.orphanAge = orphanAge;
  }

  /**
   * To be asked right before a record names {@code id} for the first time.
   *
   * @throws S3Exception {@code ServiceUnavailable} if that is not safe any more
   */
  public void requireNameable(BlobId id) {
    Duration age = Duration.ofMillis(clock.millis() - id.mintedAt());
    Duration limit = orphanAge.get();
    if (age.compareTo(limit.minus(limit.dividedBy(7))) > 0) {
      throw new S3Exception(
          ErrorCode.SERVICE_UNAVAILABLE, "The request took too long. Please try again.");
    }
  }
}

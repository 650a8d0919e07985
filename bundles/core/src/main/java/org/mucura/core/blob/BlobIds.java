package org.mucura.core.blob;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HexFormat;
import org.mucura.spi.blob.BlobId;

/** Mints the ids of blobs. */
public final class BlobIds {

  private static final int TIME_DIGITS = 12;
  private static final int RANDOM_BYTES = (BlobId.LENGTH - TIME_DIGITS) / 2;

  private final SecureRandom random = new SecureRandom();
  private final InstantSource clock;

  public BlobIds(InstantSource clock) {
    this.clock = clock;
  }

  /** An id that was never used, of this moment. */
  public BlobId mint() {
    byte[] rest = new byte[RANDOM_BYTES];
    random.nextBytes(rest);
    HexFormat hex = HexFormat.of();
    return new BlobId(hex.toHexDigits(clock.millis(), TIME_DIGITS) + hex.formatHex(rest));
  }
}

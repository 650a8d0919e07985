package org.mucura.core.bucket;

import java.security.SecureRandom;
import org.mucura.spi.Bytes;

/**
 * The identity of a bucket: 16 random bytes, in every key of what it holds. A bucket of the same
 * name created later has another one, so nothing of the former can appear in it.
 */
public record BucketId(Bytes bytes) {

  /** How many bytes an id has. */
  public static final int LENGTH = 16;

  private static final SecureRandom RANDOM = new SecureRandom();

  public BucketId {
    if (bytes.length() != LENGTH) {
      throw new IllegalArgumentException("not a bucket id: " + bytes);
    }
  }

  /** An id that no bucket has had. */
  public static BucketId random() {
    byte[] bytes = new byte[LENGTH];
    RANDOM.nextBytes(bytes);
    return new BucketId(Bytes.wrap(bytes));
  }

  /** The bytes as hexadecimal digits. */
  @Override
  public String toString() {
    return bytes.toString();
  }
}

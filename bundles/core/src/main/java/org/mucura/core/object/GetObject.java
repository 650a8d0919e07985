package org.mucura.core.object;

import java.util.OptionalInt;
import org.mucura.core.bucket.Bucket;

/**
 * What is to be read.
 *
 * @param partNumber the one part that is asked for, from 1
 */
public record GetObject(
    Bucket bucket, String key, ReadConditions conditions, OptionalInt partNumber) {

  /** The whole object, whatever it is. */
  public static GetObject of(Bucket bucket, String key) {
    return new GetObject(bucket, key, ReadConditions.NONE, OptionalInt.empty());
  }
}

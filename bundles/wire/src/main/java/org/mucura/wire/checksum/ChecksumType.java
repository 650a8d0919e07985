package org.mucura.wire.checksum;

import java.util.Optional;

/**
 * What the checksum of an object that was uploaded in parts is computed over.
 *
 * @see <a href=
 *     "https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity-upload.html">
 *     Checking object integrity for data uploads</a>
 */
public enum ChecksumType {
  /** Over the bytes of the object, as if they had come in one piece. */
  FULL_OBJECT,
  /** Over the checksums of the parts; written with the number of parts behind a hyphen. */
  COMPOSITE;

  /** The type that {@code x-amz-checksum-type} names. */
  public static Optional<ChecksumType> of(String name) {
    for (ChecksumType type : values()) {
      if (type.name().equals(name)) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }
}

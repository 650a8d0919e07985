package org.mucura.core.object;

import java.util.Optional;
import org.mucura.wire.checksum.ChecksumAlgorithm;

/**
 * A copy to be made.
 *
 * @param target where to; its attributes count where the directives say so, its storage class
 *     always
 * @param metadata whence headers and user metadata come
 * @param tagging whence tags come
 * @param algorithm the checksum that the copy is to have; without one that of the source
 */
public record CopyObject(
    CopySource source,
    PutObject target,
    Directive metadata,
    Directive tagging,
    Optional<ChecksumAlgorithm> algorithm) {

  /** Whence something of the copy comes. */
  public enum Directive {
    /** From the source. */
    COPY,
    /** From the request. */
    REPLACE
  }
}

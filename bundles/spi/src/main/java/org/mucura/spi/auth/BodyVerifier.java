package org.mucura.spi.auth;

import java.util.Optional;
import org.mucura.spi.Bytes;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * What the credential of a request demands of its body. Whoever reads the body takes the
 * aws-chunked framing apart and asks here; the chain of signatures is kept here, so one verifier
 * serves one body, from its first chunk to its trailer, on one thread at a time.
 */
@ConsumerType
public interface BodyVerifier {

  /** Demands nothing: the body is not part of what was signed. */
  BodyVerifier UNSIGNED = new BodyVerifier() {};

  /** The SHA-256 that the whole body, as sent, must have; empty if none was signed. */
  default Optional<Bytes> sha256() {
    return Optional.empty();
  }

  /** Whether every chunk, the empty last one included, must carry a signature. */
  default boolean signsChunks() {
    return false;
  }

  /** Whether the trailer must carry a signature. */
  default boolean signsTrailer() {
    return false;
  }

  /**
   * Takes the next chunk. Only asked if {@link #signsChunks}.
   *
   * @param signature as it stands in the chunk's header, hexadecimal
   * @param sha256 the digest of the chunk's data
   * @return whether the signature is the right one; after a false the body is refused
   */
  default boolean chunk(String signature, Bytes sha256) {
    throw new IllegalStateException("chunks are not signed");
  }

  /**
   * Takes the trailer, after the last chunk. Only asked if {@link #signsTrailer}.
   *
   * @param signature the value of {@code x-amz-trailer-signature}, hexadecimal
   * @param sha256 the digest of the trailing headers in canonical form
   * @return whether the signature is the right one
   */
  default boolean trailer(String signature, Bytes sha256) {
    throw new IllegalStateException("the trailer is not signed");
  }
}

package org.mucura.auth.s3signature;

import java.util.Optional;
import org.mucura.spi.Bytes;
import org.mucura.spi.auth.BodyVerifier;

/** A body whose digest was signed with the headers. */
record SignedDigest(Bytes digest) implements BodyVerifier {

  @Override
  public Optional<Bytes> sha256() {
    return Optional.of(digest);
  }
}

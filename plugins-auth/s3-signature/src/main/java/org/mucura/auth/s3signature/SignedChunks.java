package org.mucura.auth.s3signature;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import org.mucura.spi.Bytes;
import org.mucura.spi.auth.BodyVerifier;
import org.mucura.wire.sigv4.ChunkSignatures;

/** A body whose chunks are signed one after the other, and perhaps its trailer. */
final class SignedChunks implements BodyVerifier {

  private final ChunkSignatures chain;
  private final boolean trailerToo;
  private boolean intact = true;

  SignedChunks(ChunkSignatures chain, boolean trailerToo) {
    this.chain = chain;
    this.trailerToo = trailerToo;
  }

  @Override
  public boolean signsChunks() {
    return true;
  }

  @Override
  public boolean signsTrailer() {
    return trailerToo;
  }

  @Override
  public boolean chunk(String signature, Bytes sha256) {
    return next(signature, chain.chunk(sha256.shared()));
  }

  @Override
  public boolean trailer(String signature, Bytes sha256) {
    if (!trailerToo) {
      throw new IllegalStateException("the trailer is not signed");
    }
    return next(signature, chain.trailer(sha256.shared()));
  }

  /** Once a link is broken nothing mends the chain. */
  private boolean next(String signature, String expected) {
    intact &= MessageDigest.isEqual(signature.getBytes(UTF_8), expected.getBytes(UTF_8));
    return intact;
  }
}

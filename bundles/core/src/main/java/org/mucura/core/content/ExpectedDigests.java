package org.mucura.core.content;

import java.util.Optional;
import java.util.function.Supplier;
import org.mucura.spi.Bytes;
import org.mucura.wire.checksum.ChecksumAlgorithm;

/**
 * The digests that contents must have; they are compared before the contents become visible.
 *
 * @param contentMd5 of the whole body; another one is {@code BadDigest}
 * @param algorithm the checksum to compute and to keep; without one it is CRC64NVME
 * @param besides a further one to compute and to keep, unless it is the same
 * @param checksum the value that it must have, if the client gave one. Asked once, after the end of
 *     the stream, so that a trailer can give it; another value is {@code BadDigest}
 */
public record ExpectedDigests(
    Optional<Bytes> contentMd5,
    Optional<ChecksumAlgorithm> algorithm,
    Optional<ChecksumAlgorithm> besides,
    Supplier<Optional<Bytes>> checksum) {

  /** Expects nothing. */
  public static final ExpectedDigests NONE =
      new ExpectedDigests(Optional.empty(), Optional.empty(), Optional::empty);

  /** Without a further checksum. */
  public ExpectedDigests(
      Optional<Bytes> contentMd5,
      Optional<ChecksumAlgorithm> algorithm,
      Supplier<Optional<Bytes>> checksum) {
    this(contentMd5, algorithm, Optional.empty(), checksum);
  }
}

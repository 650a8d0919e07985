package org.mucura.core.blob;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.mucura.core.content.Body;
import org.mucura.core.content.ExpectedDigests;
import org.mucura.wire.checksum.ChecksumAlgorithm;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The digests of a body, which are computed as it passes: MD5, Adler-32 and checksums. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class DigestsBenchmark {

  /** Of the body, in bytes. */
  @Param({"4096", "1048576"})
  int size;

  /** The checksum that the client asks for. */
  @Param({"CRC64NVME", "CRC32", "SHA256"})
  ChecksumAlgorithm algorithm = ChecksumAlgorithm.CRC64NVME;

  private final byte[] buffer = new byte[64 * 1024];
  private byte[] content = {};

  /** Makes the body. */
  @Setup
  public void prepare() {
    content = new byte[size];
    new Random(size).nextBytes(content);
  }

  /** Reads the body to its end. */
  @Benchmark
  public Digests verify() throws IOException {
    ExpectedDigests expected =
        new ExpectedDigests(Optional.empty(), Optional.of(algorithm), Optional::empty);
    Body body = new Body(new ByteArrayInputStream(content), OptionalLong.of(size), expected);
    try (VerifiedBody verified = new VerifiedBody(body, Long.MAX_VALUE)) {
      while (verified.read(buffer) >= 0) {
        // to the end
      }
      return verified.digests();
    }
  }
}

package org.mucura.core.seal;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.mucura.core.key.AesKey;
import org.mucura.core.key.KeyWrap;
import org.mucura.spi.Bytes;
import org.mucura.spi.blob.BlobRange;
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

/** Contents sealed and opened, with all that is done for their key. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class SealBenchmark {

  /** Of the contents, in bytes. */
  @Param({"4096", "1048576"})
  int size;

  private final AesKey bucketKey = AesKey.random();
  private final Opener opener = new Opener(bucketKey);
  private final byte[] buffer = new byte[64 * 1024];
  private byte[] plain = {};
  private byte[] sealed = {};
  private Seal seal = new Seal(id(), Bytes.wrap(new byte[KeyWrap.WRAPPED_LENGTH]), 0);

  private static Bytes id() {
    byte[] id = new byte[Seal.ID_LENGTH];
    new Random(1).nextBytes(id);
    return Bytes.wrap(id);
  }

  /** Makes the contents, and seals them once. */
  @Setup
  public void prepare() throws IOException {
    plain = new byte[size];
    new Random(size).nextBytes(plain);
    try (SealingInputStream stream = sealing()) {
      sealed = stream.readAllBytes();
      seal = stream.seal();
    }
  }

  private SealingInputStream sealing() {
    AesKey key = AesKey.random();
    Seal unsigned = new Seal(id(), KeyWrap.wrap(bucketKey, key), 0);
    return new SealingInputStream(
        new ByteArrayInputStream(plain), key, unsigned, OptionalLong.of(size));
  }

  /** As a store reads what it writes. */
  @Benchmark
  public Seal seal() throws IOException {
    try (SealingInputStream stream = sealing()) {
      drain(stream);
      return stream.seal();
    }
  }

  /** As an answer reads what it sends. */
  @Benchmark
  public long open() throws IOException {
    BlobRange all = new BlobRange(0, size);
    try (InputStream stream = opener.open(this::read, seal, size, all)) {
      return drain(stream);
    }
  }

  private InputStream read(BlobRange range) {
    return new ByteArrayInputStream(sealed, (int) range.offset(), (int) range.length());
  }

  private long drain(InputStream stream) throws IOException {
    long count = 0;
    for (int read = stream.read(buffer); read >= 0; read = stream.read(buffer)) {
      count += read;
    }
    return count;
  }
}

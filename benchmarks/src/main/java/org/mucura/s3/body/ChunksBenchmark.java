package org.mucura.s3.body;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.mucura.spi.Bytes;
import org.mucura.spi.auth.BodyVerifier;
import org.mucura.wire.sigv4.ChunkSignatures;
import org.mucura.wire.sigv4.CredentialScope;
import org.mucura.wire.sigv4.PayloadForm;
import org.mucura.wire.sigv4.SigningKey;
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

/** A mebibyte from which the aws-chunked framing is taken, or whose SHA-256 is verified. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class ChunksBenchmark {

  private static final String SEED = "0".repeat(64);

  /** Of the chunks, in bytes. */
  @Param({"65536", "1048576"})
  int chunk;

  private final byte[] content = new byte[1024 * 1024];
  private final byte[] buffer = new byte[64 * 1024];
  private byte[] unsigned = {};
  private byte[] signed = {};
  private Bytes sha256 = Bytes.EMPTY;

  /** Frames the body. */
  @Setup
  public void prepare() {
    new Random(1).nextBytes(content);
    unsigned = frame(false);
    signed = frame(true);
    sha256 = Bytes.wrap(Digests.sha256().digest(content));
  }

  private static ChunkSignatures signatures() {
    Instant time = Instant.ofEpochSecond(1_700_000_000);
    CredentialScope scope = CredentialScope.at(time, "us-east-1", "s3");
    return new ChunkSignatures(SigningKey.derive("secret", scope), time, SEED);
  }

  private byte[] frame(boolean signs) {
    ChunkSignatures signatures = signatures();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int at = 0; at <= content.length; at += chunk) {
      int size = Math.min(chunk, content.length - at);
      String extension = signs ? ";chunk-signature=" + signatures.chunk(digest(at, size)) : "";
      out.writeBytes(ascii(Integer.toHexString(size) + extension + "\r\n"));
      out.write(content, at, size);
      out.writeBytes(ascii("\r\n"));
    }
    return out.toByteArray();
  }

  private byte[] digest(int at, int size) {
    MessageDigest digest = Digests.sha256();
    digest.update(content, at, size);
    return digest.digest();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** As newer SDKs send streams; without their trailer, which is a line. */
  @Benchmark
  public long unsignedChunks() throws IOException {
    return drain(chunks(unsigned, BodyVerifier.UNSIGNED, PayloadForm.UNSIGNED_TRAILER));
  }

  /** As older SDKs send streams. */
  @Benchmark
  public long signedChunks() throws IOException {
    return drain(chunks(signed, new Verifier(signatures()), PayloadForm.SIGNED_CHUNKS));
  }

  /** As SDKs send bodies of known digest. */
  @Benchmark
  public long signedPayload() throws IOException {
    return drain(new Sha256InputStream(new ByteArrayInputStream(content), sha256));
  }

  private InputStream chunks(byte[] framed, BodyVerifier verifier, PayloadForm form) {
    return new ChunkedInputStream(
        new ByteArrayInputStream(framed),
        verifier,
        new ChunkedInputStream.Announced(form, content.length, Set.of()));
  }

  private long drain(InputStream stream) throws IOException {
    long count = 0;
    for (int read = stream.read(buffer); read >= 0; read = stream.read(buffer)) {
      count += read;
    }
    return count;
  }

  private record Verifier(ChunkSignatures signatures) implements BodyVerifier {

    @Override
    public boolean signsChunks() {
      return true;
    }

    @Override
    public boolean chunk(String signature, Bytes sha256) {
      return signatures.chunk(sha256.toArray()).equals(signature);
    }
  }
}

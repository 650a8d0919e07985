package org.mucura.wire.sigv4;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What Signature Version 4 costs: the canonical form, the key, and all of it. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SignatureBenchmark {

  private static final String PAYLOAD =
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
  private static final String SECRET = "0123456789012345678901234567890123456789";

  private final Instant time = Instant.ofEpochSecond(1_700_000_000);
  private final RequestSigner signer = new RequestSigner("MUKEY", SECRET, "us-east-1", "s3");
  private final SignableRequest request =
      new SignableRequest("PUT", "/bucket/experiment/2026/run-00017/events.root", headers());
  private final List<String> names = List.copyOf(new TreeMap<>(headers()).navigableKeySet());
  private final CredentialScope scope = CredentialScope.at(time, "us-east-1", "s3");
  private final SigningKey key = SigningKey.derive(SECRET, scope);
  private final CanonicalRequest canonical =
      CanonicalRequest.of(request, names, PAYLOAD).orElseThrow();

  private static Map<String, List<String>> headers() {
    return Map.of(
        "host", List.of("127.0.0.1:9000"),
        "content-length", List.of("4096"),
        "content-type", List.of("application/octet-stream"),
        "x-amz-content-sha256", List.of(PAYLOAD),
        "x-amz-date", List.of("20231114T221320Z"));
  }

  /** The canonical request. */
  @Benchmark
  public Optional<CanonicalRequest> canonicalRequest() {
    return CanonicalRequest.of(request, names, PAYLOAD);
  }

  /** The key of a day. */
  @Benchmark
  public SigningKey deriveKey() {
    return SigningKey.derive(SECRET, scope);
  }

  /** The signature, when the canonical request and the key are there. */
  @Benchmark
  public String signature() {
    return key.sign(StringToSign.of(canonical, time, scope).text());
  }

  /** What a client does for a request. */
  @Benchmark
  public RequestSigner.Signed sign() {
    return signer.sign(request, PAYLOAD, time);
  }
}

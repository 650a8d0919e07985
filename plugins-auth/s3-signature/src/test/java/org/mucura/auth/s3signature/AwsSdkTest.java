package org.mucura.auth.s3signature;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.After;
import org.junit.Test;
import org.mucura.spi.auth.AuthOutcome;
import org.mucura.spi.auth.AuthRequest;
import org.mucura.spi.auth.BodyVerifier;
import org.mucura.spi.tests.auth.AuthRequests;
import org.mucura.wire.sigv4.PayloadForm;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** What the AWS SDK for Java signs is accepted, over HTTP and over HTTPS. */
public final class AwsSdkTest {

  private static final List<String> ODD_KEYS =
      List.of(
          "a", "a/b", "a//b", "/a", "a/../b", "a%2Fb", "x;y=1", "+", "a b", "~*'()!", "é/😀",
          "a?b#c");

  private static final StaticCredentialsProvider CREDENTIALS =
      StaticCredentialsProvider.create(AwsBasicCredentials.create(Signer.KEY_ID, Signer.SECRET));

  private final S3SignatureAuthenticator authenticator = Signer.authenticator();
  private final RecordingHttpClient http = new RecordingHttpClient();

  @After
  public void closeClient() {
    http.close();
  }

  @Test
  public void readsOfOddKeys() {
    for (boolean pathStyle : new boolean[] {true, false}) {
      try (S3Client s3 = s3("http", S3Configuration.builder().pathStyleAccessEnabled(pathStyle))) {
        for (String key : ODD_KEYS) {
          s3.headObject(request -> request.bucket("bucket").key(key));
          accepted();
        }
      }
    }
  }

  @Test
  public void listings() {
    try (S3Client s3 = s3("http", S3Configuration.builder())) {
      for (String odd : ODD_KEYS) {
        s3.listObjectsV2(r -> r.bucket("bucket").prefix(odd).delimiter(odd).startAfter(odd));
        accepted();
      }
    }
  }

  @Test
  public void writesInSignedChunksWithATrailer() {
    for (ChecksumAlgorithm checksum :
        List.of(ChecksumAlgorithm.CRC32, ChecksumAlgorithm.SHA256, ChecksumAlgorithm.SHA1)) {
      try (S3Client s3 = s3("http", S3Configuration.builder())) {
        s3.putObject(put().checksumAlgorithm(checksum).build(), body(200_000));
        assertThat(payload()).isEqualTo(PayloadForm.SIGNED_CHUNKS_TRAILER.value());
        AwsChunkedBody body = new AwsChunkedBody(http.body());
        assertThat(body.isAcceptedBy(accepted())).isTrue();
        body.chunks()
            .replaceAll(c -> new AwsChunkedBody.Chunk(c.signature(), Sha256Of.text("other")));
        assertThat(body.isAcceptedBy(accepted())).as("changed data").isFalse();
      }
    }
  }

  @Test
  public void aChangedTrailerIsNotAccepted() {
    try (S3Client s3 = s3("http", S3Configuration.builder())) {
      s3.putObject(put().build(), body(10));
      AwsChunkedBody body = new AwsChunkedBody(http.body());
      body.trailer().put("x-amz-checksum-crc32", "AAAAAA==");
      assertThat(body.isAcceptedBy(accepted())).isFalse();
    }
  }

  @Test
  public void writesWithAnUnsignedTrailer() {
    try (S3Client s3 = s3("https", S3Configuration.builder())) {
      s3.putObject(put().build(), body(200_000));
      assertThat(payload()).isEqualTo(PayloadForm.UNSIGNED_TRAILER.value());
      BodyVerifier verifier = accepted();
      assertThat(verifier.signsChunks()).isFalse();
      assertThat(verifier.signsTrailer()).isFalse();
      assertThat(verifier.sha256()).isEmpty();
    }
  }

  @Test
  public void writesInOnePiece() {
    try (S3Client s3 = s3("http", S3Configuration.builder().chunkedEncodingEnabled(false))) {
      s3.putObject(put().metadata(Map.of("a", "  b   c ")).build(), body(1_000));
      assertThat(accepted().sha256()).contains(Sha256Of.bytes(http.body()));
    }
  }

  @Test
  public void presigned() {
    try (S3Presigner presigner =
        S3Presigner.builder()
            .region(Region.US_EAST_1)
            .endpointOverride(URI.create("http://localhost:9000"))
            .credentialsProvider(CREDENTIALS)
            .serviceConfiguration(S3Configuration.builder().pathStyleAccessEnabled(true).build())
            .build()) {
      for (String key : ODD_KEYS) {
        accepted(
            request(
                presigner
                    .presignGetObject(
                        presign ->
                            presign
                                .signatureDuration(Duration.ofDays(7))
                                .getObjectRequest(get -> get.bucket("b").key(key).versionId("1")))
                    .httpRequest()));
        accepted(
            request(
                presigner
                    .presignPutObject(
                        presign ->
                            presign
                                .signatureDuration(Duration.ofMinutes(1))
                                .putObjectRequest(put -> put.bucket("b").key(key).acl("private")))
                    .httpRequest()));
      }
    }
  }

  private S3Client s3(String scheme, S3Configuration.Builder configuration) {
    return S3Client.builder()
        .region(Region.US_EAST_1)
        .endpointOverride(URI.create(scheme + "://localhost:9000"))
        .credentialsProvider(CREDENTIALS)
        .serviceConfiguration(configuration.build())
        .httpClient(http)
        .build();
  }

  private static PutObjectRequest.Builder put() {
    return PutObjectRequest.builder().bucket("bucket").key("key").contentType("text/plain");
  }

  private static RequestBody body(int length) {
    return RequestBody.fromBytes("a".repeat(length).getBytes(ISO_8859_1));
  }

  private String payload() {
    return http.request().firstMatchingHeader(PayloadForm.HEADER).orElseThrow();
  }

  private BodyVerifier accepted() {
    return accepted(request(http.request()));
  }

  private BodyVerifier accepted(AuthRequest request) {
    AuthOutcome outcome = authenticator.authenticate(request);
    assertThat(outcome).as("%s", request).isInstanceOf(AuthOutcome.Authenticated.class);
    return ((AuthOutcome.Authenticated) outcome).body();
  }

  private static AuthRequest request(SdkHttpRequest sent) {
    String target =
        sent.encodedPath() + sent.encodedQueryParameters().map(query -> '?' + query).orElse("");
    AuthRequest get = AuthRequests.get(target, Instant.now());
    return AuthRequests.withHeaders(
        AuthRequests.withMethod(get, sent.method().name()), sent.headers());
  }
}

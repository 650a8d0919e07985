package org.mucura.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.Test;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.ChecksumType;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.MetadataDirective;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** The AWS SDK for Java, as it comes: objects. */
public class SdkObjectTest extends SdkTest {

  @Test
  public void objectsComeBackAsTheyWere() {
    byte[] contents = randomBytes(100_000);
    PutObjectResponse put =
        s3.putObject(
            b ->
                b.bucket("data")
                    .key("object")
                    .contentType("text/x-odd; not a=type")
                    .contentEncoding("gzip")
                    .cacheControl("no-store")
                    .metadata(Map.of("color", "red", "Mixed", "Case")),
            RequestBody.fromBytes(contents));
    ResponseBytes<GetObjectResponse> got =
        s3.getObjectAsBytes(b -> b.bucket("data").key("object").checksumMode(ChecksumMode.ENABLED));
    GetObjectResponse head = got.response();
    assertThat(got.asByteArray()).isEqualTo(contents);
    assertThat(head.contentType()).isEqualTo("text/x-odd; not a=type");
    assertThat(head.contentEncoding()).isEqualTo("gzip");
    assertThat(head.cacheControl()).isEqualTo("no-store");
    assertThat(head.metadata()).isEqualTo(Map.of("color", "red", "mixed", "Case"));
    assertThat(head.eTag()).isEqualTo(put.eTag());
    assertThat(head.checksumCRC32()).isEqualTo(put.checksumCRC32()).isNotNull();
    assertThat(head.checksumType()).isEqualTo(ChecksumType.FULL_OBJECT);
    assertThat(head.acceptRanges()).isEqualTo("bytes");
    HeadObjectResponse headed = s3.headObject(b -> b.bucket("data").key("object"));
    assertThat(headed.contentLength()).isEqualTo(100_000);
    assertThat(headed.eTag()).isEqualTo(put.eTag());
    assertThat(headed.checksumCRC32()).isNull();
    s3.deleteObject(b -> b.bucket("data").key("object"));
    s3.deleteObject(b -> b.bucket("data").key("object"));
    assertError("NoSuchKey", 404, () -> s3.getObjectAsBytes(b -> b.bucket("data").key("object")));
    assertThatThrownBy(() -> s3.headObject(b -> b.bucket("data").key("object")))
        .isInstanceOfSatisfying(S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(404));
  }

  @Test
  public void emptyObjectsAreObjects() {
    s3.putObject(b -> b.bucket("data").key("empty"), RequestBody.empty());
    assertThat(s3.getObjectAsBytes(b -> b.bucket("data").key("empty")).asByteArray()).isEmpty();
    assertError(
        "InvalidRange",
        416,
        () -> s3.getObjectAsBytes(b -> b.bucket("data").key("empty").range("bytes=0-")));
  }

  @Test
  public void streamsOfUnknownFormComeThrough() {
    byte[] contents = randomBytes(300_000);
    s3.putObject(
        b -> b.bucket("data").key("stream"),
        RequestBody.fromContentProvider(
            () -> new ByteArrayInputStream(contents), contents.length, "a/b"));
    assertThat(s3.getObjectAsBytes(b -> b.bucket("data").key("stream")).asByteArray())
        .isEqualTo(contents);
  }

  @Test
  public void everyChecksumIsVerifiedAndEchoed() {
    for (ChecksumAlgorithm algorithm :
        List.of(
            ChecksumAlgorithm.CRC32,
            ChecksumAlgorithm.CRC32_C,
            ChecksumAlgorithm.SHA1,
            ChecksumAlgorithm.SHA256)) {
      PutObjectResponse put =
          s3.putObject(
              b -> b.bucket("data").key("sum").checksumAlgorithm(algorithm),
              RequestBody.fromString("contents"));
      assertThat(
              Stream.of(
                      put.checksumCRC32(),
                      put.checksumCRC32C(),
                      put.checksumSHA1(),
                      put.checksumSHA256())
                  .filter(Objects::nonNull))
          .as(algorithm.toString())
          .hasSize(1);
    }
  }

  @Test
  public void aWrongDigestLeavesNothingBehind() {
    assertError(
        "BadDigest",
        400,
        () ->
            s3.putObject(
                b -> b.bucket("data").key("bad").contentMD5("AAAAAAAAAAAAAAAAAAAAAA=="),
                RequestBody.fromString("contents")));
    assertError(
        "BadDigest",
        400,
        () ->
            s3.putObject(
                b -> b.bucket("data").key("bad").checksumCRC32("AAAAAA=="),
                RequestBody.fromString("contents")));
    assertError("NoSuchKey", 404, () -> s3.getObjectAsBytes(b -> b.bucket("data").key("bad")));
  }

  @Test
  public void rangesAndConditionsAreHeeded() {
    String etag =
        s3.putObject(b -> b.bucket("data").key("range"), RequestBody.fromString("0123456789"))
            .eTag();
    ResponseBytes<GetObjectResponse> middle =
        s3.getObjectAsBytes(b -> b.bucket("data").key("range").range("bytes=2-4"));
    assertThat(middle.asUtf8String()).isEqualTo("234");
    assertThat(middle.response().contentRange()).isEqualTo("bytes 2-4/10");
    assertThat(get("range", "bytes=-3")).isEqualTo("789");
    assertThat(get("range", "bytes=8-")).isEqualTo("89");
    assertThat(get("range", "bytes=0-1,3-4")).isEqualTo("0123456789");
    assertError("InvalidRange", 416, () -> get("range", "bytes=10-"));
    assertError(
        "PreconditionFailed",
        412,
        () -> s3.getObjectAsBytes(b -> b.bucket("data").key("range").ifMatch("\"other\"")));
    assertThatThrownBy(
            () -> s3.getObjectAsBytes(b -> b.bucket("data").key("range").ifNoneMatch(etag)))
        .isInstanceOfSatisfying(S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(304));
    assertError(
        "PreconditionFailed",
        412,
        () ->
            s3.putObject(
                b -> b.bucket("data").key("range").ifNoneMatch("*"), RequestBody.fromString("x")));
    s3.putObject(b -> b.bucket("data").key("range").ifMatch(etag), RequestBody.fromString("x"));
    assertError(
        "NotImplemented",
        501,
        () ->
            s3.putObject(
                b -> b.bucket("data").key("range").ifNoneMatch(etag), RequestBody.fromString("x")));
    assertError(
        "PreconditionFailed",
        412,
        () -> s3.deleteObject(b -> b.bucket("data").key("range").ifMatch(etag)));
  }

  @Test
  public void copiesKeepOrReplaceMetadata() {
    s3.putObject(
        b -> b.bucket("data").key("source").metadata(Map.of("a", "1")).contentType("a/b"),
        RequestBody.fromString("copied"));
    CopyObjectResponse copy =
        s3.copyObject(
            b ->
                b.sourceBucket("data")
                    .sourceKey("source")
                    .destinationBucket("data")
                    .destinationKey("target"));
    HeadObjectResponse kept = s3.headObject(b -> b.bucket("data").key("target"));
    assertThat(kept.metadata()).isEqualTo(Map.of("a", "1"));
    assertThat(kept.eTag()).isEqualTo(copy.copyObjectResult().eTag());
    s3.copyObject(
        b ->
            b.sourceBucket("data")
                .sourceKey("source")
                .destinationBucket("data")
                .destinationKey("target")
                .metadataDirective(MetadataDirective.REPLACE)
                .metadata(Map.of("b", "2")));
    assertThat(s3.headObject(b -> b.bucket("data").key("target")).metadata())
        .isEqualTo(Map.of("b", "2"));
    assertError(
        "InvalidRequest",
        400,
        () ->
            s3.copyObject(
                b ->
                    b.sourceBucket("data")
                        .sourceKey("source")
                        .destinationBucket("data")
                        .destinationKey("source")));
    assertError(
        "NoSuchKey",
        404,
        () ->
            s3.copyObject(
                b ->
                    b.sourceBucket("data")
                        .sourceKey("none")
                        .destinationBucket("data")
                        .destinationKey("target")));
  }

  @Test
  public void presignedAddressesAreGood() throws Exception {
    s3.putObject(b -> b.bucket("data").key("sign ed/+"), RequestBody.fromString("presigned"));
    try (S3Presigner presigner =
        S3Presigner.builder()
            .endpointOverride(server.endpoint())
            .region(Region.of(S3TestServer.REGION))
            .credentialsProvider(credentials(server))
            .serviceConfiguration(S3Configuration.builder().pathStyleAccessEnabled(true).build())
            .build()) {
      URI address =
          presigner
              .presignGetObject(
                  p ->
                      p.signatureDuration(Duration.ofMinutes(5))
                          .getObjectRequest(
                              g ->
                                  g.bucket("data")
                                      .key("sign ed/+")
                                      .responseContentType("text/odd")
                                      .responseContentDisposition("attachment; filename=\"a b\"")))
              .url()
              .toURI();
      HttpResponse<String> response = send(HttpRequest.newBuilder(address).build());
      assertThat(response.body()).isEqualTo("presigned");
      assertThat(response.headers().firstValue("content-type")).contains("text/odd");
      assertThat(response.headers().firstValue("content-disposition"))
          .contains("attachment; filename=\"a b\"");
      URI upload =
          presigner
              .presignPutObject(
                  p ->
                      p.signatureDuration(Duration.ofMinutes(5))
                          .putObjectRequest(g -> g.bucket("data").key("uploaded")))
              .url()
              .toURI();
      HttpRequest put =
          HttpRequest.newBuilder(upload)
              .PUT(HttpRequest.BodyPublishers.ofString("by address"))
              .build();
      assertThat(send(put).statusCode()).isEqualTo(200);
      assertThat(s3.getObjectAsBytes(b -> b.bucket("data").key("uploaded")).asUtf8String())
          .isEqualTo("by address");
    }
  }

  private static HttpResponse<String> send(HttpRequest request) throws Exception {
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
  }
}

package org.mucura.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.ProxyConfiguration;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.Bucket;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.ChecksumType;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.Delete;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.ListPartsResponse;
import software.amazon.awssdk.services.s3.model.MetadataDirective;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** The AWS SDK for Java, as it comes, through every operation that is served. */
public class SdkClientTest {

  private static final int PART = 5 << 20;

  private static S3TestServer server;
  private static S3Client s3;

  @BeforeClass
  public static void start() throws Exception {
    server = new S3TestServer();
    s3 = client(server, true);
    s3.createBucket(b -> b.bucket("data"));
  }

  @AfterClass
  public static void stop() throws Exception {
    s3.close();
    server.close();
  }

  private static S3Client client(S3TestServer server, boolean pathStyle) {
    return S3Client.builder()
        .endpointOverride(
            pathStyle
                ? server.endpoint()
                : URI.create("http://" + S3TestServer.DOMAIN + ":" + server.port()))
        .region(Region.of(S3TestServer.REGION))
        .credentialsProvider(credentials(server))
        .forcePathStyle(pathStyle)
        .httpClient(pathStyle ? UrlConnectionHttpClient.create() : proxied(server))
        .build();
  }

  /** Makes the server its own proxy, for no name server knows the hosts of the buckets. */
  private static SdkHttpClient proxied(S3TestServer server) {
    return UrlConnectionHttpClient.builder()
        .proxyConfiguration(ProxyConfiguration.builder().endpoint(server.endpoint()).build())
        .build();
  }

  private static StaticCredentialsProvider credentials(S3TestServer server) {
    return StaticCredentialsProvider.create(
        AwsBasicCredentials.create(server.key().key().id(), server.key().secret()));
  }

  @Test
  public void bucketsAreMadeListedAndRemoved() {
    s3.createBucket(b -> b.bucket("second"));
    assertThat(s3.listBuckets().buckets()).extracting("name").contains("data", "second");
    assertThat(s3.listBuckets(b -> b.prefix("sec")).buckets()).hasSize(1);
    assertThat(s3.listBuckets(b -> b.maxBuckets(1)).continuationToken()).isNotEmpty();
    assertThat(s3.listBucketsPaginator(b -> b.maxBuckets(1)).buckets().stream().map(Bucket::name))
        .contains("data", "second");
    assertThat(s3.headBucket(b -> b.bucket("second")).bucketRegion()).isEqualTo("us-east-1");
    assertThat(s3.getBucketLocation(b -> b.bucket("second")).locationConstraintAsString())
        .isNullOrEmpty();
    assertThat(s3.getBucketVersioning(b -> b.bucket("second")).statusAsString()).isNull();
    s3.deleteBucket(b -> b.bucket("second"));
    assertError("NoSuchBucket", 404, () -> s3.listObjectsV2(b -> b.bucket("second")));
    assertError("BucketAlreadyOwnedByYou", 409, () -> s3.createBucket(b -> b.bucket("data")));
    assertError(
        "InvalidLocationConstraint",
        400,
        () ->
            s3.createBucket(
                b ->
                    b.bucket("third")
                        .createBucketConfiguration(c -> c.locationConstraint("eu-west-1"))));
  }

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
  public void oddKeysAreObjectsOfTheirOwn() {
    for (boolean pathStyle : new boolean[] {true, false}) {
      String bucket = "odd-" + pathStyle;
      List<String> all = pathStyle ? OddKeys.ALL : OddKeys.IN_ANY_HOST;
      s3.createBucket(b -> b.bucket(bucket));
      try (S3Client client = client(server, pathStyle)) {
        for (String key : all) {
          client.putObject(b -> b.bucket(bucket).key(key), RequestBody.fromString(key));
        }
        for (String key : all) {
          assertThat(
                  client
                      .getObjectAsBytes(b -> b.bucket(bucket).key(key))
                      .asString(StandardCharsets.UTF_8))
              .isEqualTo(key);
          assertThat(client.headObject(b -> b.bucket(bucket).key(key)).contentLength())
              .isEqualTo(key.getBytes(StandardCharsets.UTF_8).length);
        }
        assertThat(keys(client, bucket)).containsExactlyInAnyOrderElementsOf(all);
        for (String key : all) {
          client.copyObject(
              b ->
                  b.sourceBucket(bucket)
                      .sourceKey(key)
                      .destinationBucket(bucket)
                      .destinationKey("copy"));
          assertThat(
                  client
                      .getObjectAsBytes(b -> b.bucket(bucket).key("copy"))
                      .asString(StandardCharsets.UTF_8))
              .isEqualTo(key);
        }
        deleteAll(client, bucket);
        assertThat(keys(client, bucket)).isEmpty();
      }
      s3.deleteBucket(b -> b.bucket(bucket));
    }
  }

  @Test
  public void keysThatXmlCannotSayAreListedEncoded() {
    s3.createBucket(b -> b.bucket("control"));
    List<String> keys = List.of("\u0001", "a\nb", "a\rb", "\u001f\u007f", "\ufffe");
    for (String key : keys) {
      s3.putObject(b -> b.bucket("control").key(key), RequestBody.fromString(key));
      assertThat(
              s3.getObjectAsBytes(b -> b.bucket("control").key(key))
                  .asString(StandardCharsets.UTF_8))
          .isEqualTo(key);
    }
    assertThat(keys(s3, "control")).containsExactlyInAnyOrderElementsOf(keys);
  }

  @Test
  public void listingsArePagedAndRolledUp() {
    s3.createBucket(b -> b.bucket("listed"));
    List<String> all = new ArrayList<>();
    for (String folder : List.of("a/", "b/", "")) {
      for (int i = 0; i < 7; i++) {
        String key = folder + "k" + i;
        all.add(key);
        s3.putObject(b -> b.bucket("listed").key(key), RequestBody.fromString("x"));
      }
    }
    all.sort(null);
    for (int max : new int[] {1, 2, 3, 10, 21, 1000}) {
      assertThat(
              s3.listObjectsV2Paginator(b -> b.bucket("listed").maxKeys(max)).contents().stream()
                  .map(S3Object::key))
          .containsExactlyElementsOf(all);
    }
    ListObjectsV2Response rolled = s3.listObjectsV2(b -> b.bucket("listed").delimiter("/"));
    assertThat(rolled.commonPrefixes())
        .extracting(CommonPrefix::prefix)
        .containsExactly("a/", "b/");
    assertThat(rolled.contents()).hasSize(7);
    assertThat(rolled.keyCount()).isEqualTo(9);
    assertThat(rolled.contents().get(0).owner()).isNull();
    assertThat(rolled.contents().get(0).eTag()).startsWith("\"");
    assertThat(
            s3.listObjectsV2(b -> b.bucket("listed").fetchOwner(true))
                .contents()
                .get(0)
                .owner()
                .id())
        .hasSize(64);
    assertThat(s3.listObjectsV2(b -> b.bucket("listed").startAfter("k4")).contents())
        .extracting(S3Object::key)
        .containsExactly("k5", "k6");
    ListObjectsV2Response none = s3.listObjectsV2(b -> b.bucket("listed").maxKeys(0));
    assertThat(none.contents()).isEmpty();
    assertThat(none.isTruncated()).isFalse();
    assertError(
        "InvalidArgument", 400, () -> s3.listObjectsV2(b -> b.bucket("listed").maxKeys(-1)));
    assertError(
        "InvalidArgument",
        400,
        () -> s3.listObjectsV2(b -> b.bucket("listed").continuationToken("mine")));
  }

  @Test
  public void theFirstListingHasItsMarkers() {
    s3.createBucket(b -> b.bucket("marked"));
    for (String key : List.of("a/1", "a/2", "b/1", "c", "d")) {
      s3.putObject(b -> b.bucket("marked").key(key), RequestBody.fromString("x"));
    }
    ListObjectsResponse plain = s3.listObjects(b -> b.bucket("marked").maxKeys(2));
    assertThat(plain.isTruncated()).isTrue();
    assertThat(plain.nextMarker()).isNull();
    assertThat(plain.contents().get(0).owner().id()).hasSize(64);
    ListObjectsResponse first = s3.listObjects(b -> b.bucket("marked").maxKeys(2).delimiter("/"));
    assertThat(first.commonPrefixes()).extracting(CommonPrefix::prefix).containsExactly("a/", "b/");
    ListObjectsResponse second =
        s3.listObjects(
            b ->
                b.bucket("marked")
                    .delimiter("/")
                    .marker(first.nextMarker())
                    .encodingType(EncodingType.URL));
    assertThat(second.contents()).extracting(S3Object::key).containsExactly("c", "d");
    assertThat(second.isTruncated()).isFalse();
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
  public void manyObjectsAreRemovedAtOnce() {
    s3.createBucket(b -> b.bucket("batch"));
    s3.putObject(b -> b.bucket("batch").key("a&<b>"), RequestBody.fromString("x"));
    s3.putObject(b -> b.bucket("batch").key("c"), RequestBody.fromString("x"));
    DeleteObjectsResponse deleted =
        s3.deleteObjects(
            b ->
                b.bucket("batch")
                    .delete(
                        d -> d.objects(id("a&<b>"), id("c"), id("none"), id("k".repeat(1025)))));
    assertThat(deleted.deleted()).extracting("key").containsExactly("a&<b>", "c", "none");
    assertThat(deleted.errors()).extracting("code").containsExactly("KeyTooLongError");
    DeleteObjectsResponse quiet =
        s3.deleteObjects(b -> b.bucket("batch").delete(d -> d.objects(id("c")).quiet(true)));
    assertThat(quiet.deleted()).isEmpty();
    assertThat(keys(s3, "batch")).isEmpty();
  }

  @Test
  public void uploadsInPartsBecomeObjects() {
    String key = "parts/+ €";
    byte[] contents = randomBytes(2 * PART + 12345);
    String id =
        s3.createMultipartUpload(
                b ->
                    b.bucket("data")
                        .key(key)
                        .contentType("a/b")
                        .checksumAlgorithm(ChecksumAlgorithm.CRC32)
                        .metadata(Map.of("m", "1")))
            .uploadId();
    ListMultipartUploadsResponse uploads = s3.listMultipartUploads(b -> b.bucket("data"));
    assertThat(uploads.uploads()).extracting("uploadId").contains(id);
    List<CompletedPart> parts = new ArrayList<>();
    for (int number = 1; number <= 3; number++) {
      parts.add(part(key, id, number, contents));
    }
    ListPartsResponse listed =
        s3.listParts(b -> b.bucket("data").key(key).uploadId(id).maxParts(2));
    assertThat(listed.parts()).extracting("partNumber").containsExactly(1, 2);
    assertThat(listed.isTruncated()).isTrue();
    assertThat(
            s3.listPartsPaginator(b -> b.bucket("data").key(key).uploadId(id).maxParts(2)).parts())
        .hasSize(3);
    String etag =
        s3.completeMultipartUpload(
                b -> b.bucket("data").key(key).uploadId(id).multipartUpload(m -> m.parts(parts)))
            .eTag();
    assertThat(etag).endsWith("-3\"");
    ResponseBytes<GetObjectResponse> whole =
        s3.getObjectAsBytes(b -> b.bucket("data").key(key).checksumMode(ChecksumMode.ENABLED));
    assertThat(whole.asByteArray()).isEqualTo(contents);
    assertThat(whole.response().contentType()).isEqualTo("a/b");
    assertThat(whole.response().checksumCRC32()).isNotNull();
    ResponseBytes<GetObjectResponse> second =
        s3.getObjectAsBytes(b -> b.bucket("data").key(key).partNumber(2));
    assertThat(second.asByteArray()).isEqualTo(Arrays.copyOfRange(contents, PART, 2 * PART));
    assertThat(second.response().partsCount()).isEqualTo(3);
    assertThat(
            s3.completeMultipartUpload(
                    b ->
                        b.bucket("data").key(key).uploadId(id).multipartUpload(m -> m.parts(parts)))
                .eTag())
        .as("completed twice")
        .isEqualTo(etag);
  }

  private static CompletedPart onlyPart(String etag) {
    return CompletedPart.builder().partNumber(1).eTag(etag).build();
  }

  private static CompletedPart part(String key, String id, int number, byte[] contents) {
    int begin = (number - 1) * PART;
    byte[] part = Arrays.copyOfRange(contents, begin, Math.min(contents.length, begin + PART));
    UploadPartResponse uploaded =
        s3.uploadPart(
            b ->
                b.bucket("data")
                    .key(key)
                    .uploadId(id)
                    .partNumber(number)
                    .checksumAlgorithm(ChecksumAlgorithm.CRC32),
            RequestBody.fromBytes(part));
    return CompletedPart.builder()
        .partNumber(number)
        .eTag(uploaded.eTag())
        .checksumCRC32(uploaded.checksumCRC32())
        .build();
  }

  @Test
  public void partsAreCopiedAndUploadsGivenUp() {
    byte[] contents = randomBytes(PART + 100);
    s3.putObject(b -> b.bucket("data").key("big"), RequestBody.fromBytes(contents));
    String id = s3.createMultipartUpload(b -> b.bucket("data").key("copied")).uploadId();
    String etag =
        s3.uploadPartCopy(
                b ->
                    b.sourceBucket("data")
                        .sourceKey("big")
                        .copySourceRange("bytes=100-" + (PART + 99))
                        .destinationBucket("data")
                        .destinationKey("copied")
                        .uploadId(id)
                        .partNumber(1))
            .copyPartResult()
            .eTag();
    s3.completeMultipartUpload(
        b ->
            b.bucket("data")
                .key("copied")
                .uploadId(id)
                .multipartUpload(m -> m.parts(onlyPart(etag))));
    assertThat(s3.getObjectAsBytes(b -> b.bucket("data").key("copied")).asByteArray())
        .isEqualTo(Arrays.copyOfRange(contents, 100, contents.length));
    String given = s3.createMultipartUpload(b -> b.bucket("data").key("given-up")).uploadId();
    s3.abortMultipartUpload(b -> b.bucket("data").key("given-up").uploadId(given));
    assertError(
        "NoSuchUpload",
        404,
        () -> s3.listParts(b -> b.bucket("data").key("given-up").uploadId(given)));
  }

  @Test
  public void aPartThatIsNotThereIsNoPart() {
    String id = s3.createMultipartUpload(b -> b.bucket("data").key("torn")).uploadId();
    assertError(
        "InvalidPart",
        400,
        () ->
            s3.completeMultipartUpload(
                b ->
                    b.bucket("data")
                        .key("torn")
                        .uploadId(id)
                        .multipartUpload(m -> m.parts(onlyPart("\"00\"")))));
    assertError(
        "InvalidArgument",
        400,
        () ->
            s3.uploadPart(
                b -> b.bucket("data").key("torn").uploadId(id).partNumber(10_001),
                RequestBody.fromString("x")));
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

  @Test
  public void whatIsNotServedSaysSo() {
    assertError("NotImplemented", 501, () -> s3.getBucketAcl(b -> b.bucket("data")));
    assertError("NotImplemented", 501, () -> s3.listObjectVersions(b -> b.bucket("data")));
    assertError(
        "NotImplemented",
        501,
        () ->
            s3.putObject(
                b -> b.bucket("data").key("k").tagging("a=b"), RequestBody.fromString("x")));
    assertError(
        "NotImplemented",
        501,
        () -> s3.getObjectAsBytes(b -> b.bucket("data").key("k").versionId("v")));
    assertError("NoSuchBucketPolicy", 404, () -> s3.getBucketPolicy(b -> b.bucket("data")));
    assertError("NoSuchTagSet", 404, () -> s3.getBucketTagging(b -> b.bucket("data")));
    assertError(
        "InvalidStorageClass",
        400,
        () ->
            s3.putObject(
                b -> b.bucket("data").key("k").storageClass("GLACIER"),
                RequestBody.fromString("x")));
  }

  @Test
  public void othersAreKeptOut() {
    var stranger = server.newKey("stranger");
    try (S3Client other =
        S3Client.builder()
            .endpointOverride(server.endpoint())
            .region(Region.of(S3TestServer.REGION))
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(stranger.key().id(), stranger.secret())))
            .forcePathStyle(true)
            .httpClient(UrlConnectionHttpClient.create())
            .build()) {
      assertError("AccessDenied", 403, () -> other.listObjectsV2(b -> b.bucket("data")));
      assertError(
          "AccessDenied",
          403,
          () -> other.putObject(b -> b.bucket("data").key("k"), RequestBody.fromString("x")));
      other.createBucket(b -> b.bucket("strangers"));
      assertError(
          "AccessDenied",
          403,
          () ->
              other.copyObject(
                  b ->
                      b.sourceBucket("data")
                          .sourceKey("k")
                          .destinationBucket("strangers")
                          .destinationKey("k")));
      assertError("BucketAlreadyExists", 409, () -> other.createBucket(b -> b.bucket("data")));
      assertThat(other.listBuckets().buckets()).extracting("name").containsExactly("strangers");
      assertThat(
              other
                  .deleteObjects(b -> b.bucket("strangers").delete(d -> d.objects(id("k"))))
                  .deleted())
          .hasSize(1);
    }
    assertError(
        "AccessDenied",
        403,
        () -> s3.listObjectsV2(b -> b.bucket("data").expectedBucketOwner("000000000000")));
  }

  private static String get(String key, String range) {
    return s3.getObjectAsBytes(b -> b.bucket("data").key(key).range(range)).asUtf8String();
  }

  private static List<String> keys(S3Client client, String bucket) {
    return client
        .listObjectsV2(b -> b.bucket(bucket).encodingType(EncodingType.URL))
        .contents()
        .stream()
        .map(S3Object::key)
        .toList();
  }

  private static void deleteAll(S3Client client, String bucket) {
    List<ObjectIdentifier> ids = keys(client, bucket).stream().map(SdkClientTest::id).toList();
    DeleteObjectsResponse response =
        client.deleteObjects(b -> b.bucket(bucket).delete(Delete.builder().objects(ids).build()));
    assertThat(response.errors()).isEmpty();
  }

  private static ObjectIdentifier id(String key) {
    return ObjectIdentifier.builder().key(key).build();
  }

  private static byte[] randomBytes(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  private static void assertError(String code, int status, Runnable call) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(
            S3Exception.class,
            e -> {
              assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code);
              assertThat(e.statusCode()).isEqualTo(status);
              assertThat(e.requestId()).matches("[0-9A-F]{16}");
              assertThat(e.extendedRequestId()).isNotEmpty();
            });
  }
}

package org.mucura.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Bucket;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.ListObjectsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/** The AWS SDK for Java, as it comes: buckets, what is in them, and who may. */
public class SdkBucketTest extends SdkTest {

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
}

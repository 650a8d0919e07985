package org.mucura.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Bucket;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.Part;
import software.amazon.awssdk.services.s3.model.S3Object;

/** The AWS SDK for Java, as it comes, through every operation on RocksDB and files. */
public class AwsSdkIT {

  @ClassRule public static final Gateway GATEWAY = Gateway.SHARED;

  private static final int PART = 5 << 20;
  private static final byte[] BODY =
      "hello, world".getBytes(java.nio.charset.StandardCharsets.UTF_8);

  private static S3Client s3;

  @BeforeClass
  public static void connect() {
    s3 = GATEWAY.client();
  }

  @AfterClass
  public static void disconnect() {
    s3.close();
  }

  @Test
  public void buckets() {
    s3.createBucket(r -> r.bucket("buckets"));
    assertThat(s3.listBuckets().buckets()).extracting(Bucket::name).contains("buckets");
    assertThat(s3.headBucket(r -> r.bucket("buckets")).sdkHttpResponse().isSuccessful()).isTrue();
    assertThat(s3.getBucketLocation(r -> r.bucket("buckets")).locationConstraintAsString())
        .isNullOrEmpty();
    s3.deleteBucket(r -> r.bucket("buckets"));
    assertThatThrownBy(() -> s3.headBucket(r -> r.bucket("buckets")))
        .isInstanceOf(NoSuchBucketException.class);
  }

  @Test
  public void objects() {
    s3.createBucket(r -> r.bucket("objects"));
    String etag =
        s3.putObject(r -> r.bucket("objects").key("a//b/../ü"), RequestBody.fromBytes(BODY)).eTag();
    assertThat(s3.headObject(r -> r.bucket("objects").key("a//b/../ü")).eTag()).isEqualTo(etag);
    assertThat(s3.getObjectAsBytes(r -> r.bucket("objects").key("a//b/../ü")).asByteArray())
        .isEqualTo(BODY);
    assertThat(
            s3.getObjectAsBytes(r -> r.bucket("objects").key("a//b/../ü").range("bytes=0-4"))
                .asUtf8String())
        .isEqualTo("hello");
    s3.copyObject(
        r ->
            r.sourceBucket("objects")
                .sourceKey("a//b/../ü")
                .destinationBucket("objects")
                .destinationKey("copy"));
    assertThat(s3.listObjects(r -> r.bucket("objects")).contents())
        .extracting(S3Object::key)
        .containsExactly("a//b/../ü", "copy");
    assertThat(s3.listObjectsV2(r -> r.bucket("objects").delimiter("/")).commonPrefixes())
        .extracting(CommonPrefix::prefix)
        .containsExactly("a/");
    s3.deleteObject(r -> r.bucket("objects").key("copy"));
    s3.deleteObjects(
        r ->
            r.bucket("objects")
                .delete(d -> d.objects(ObjectIdentifier.builder().key("a//b/../ü").build())));
    assertThatThrownBy(() -> s3.getObjectAsBytes(r -> r.bucket("objects").key("copy")))
        .isInstanceOf(NoSuchKeyException.class);
    assertThat(s3.listObjectsV2(r -> r.bucket("objects")).contents()).isEmpty();
  }

  @Test
  public void uploads() {
    s3.createBucket(r -> r.bucket("uploads"));
    byte[] large = new byte[PART + 1000];
    new Random(1).nextBytes(large);
    s3.putObject(r -> r.bucket("uploads").key("source"), RequestBody.fromBytes(large));
    String upload = s3.createMultipartUpload(r -> r.bucket("uploads").key("joined")).uploadId();
    assertThat(s3.listMultipartUploads(r -> r.bucket("uploads")).uploads())
        .extracting(MultipartUpload::uploadId)
        .containsExactly(upload);
    String first =
        s3.uploadPartCopy(
                r ->
                    r.sourceBucket("uploads")
                        .sourceKey("source")
                        .destinationBucket("uploads")
                        .destinationKey("joined")
                        .uploadId(upload)
                        .partNumber(1))
            .copyPartResult()
            .eTag();
    String second =
        s3.uploadPart(
                r -> r.bucket("uploads").key("joined").uploadId(upload).partNumber(2),
                RequestBody.fromBytes(BODY))
            .eTag();
    assertThat(s3.listParts(r -> r.bucket("uploads").key("joined").uploadId(upload)).parts())
        .extracting(Part::eTag)
        .containsExactly(first, second);
    s3.completeMultipartUpload(
        r ->
            r.bucket("uploads")
                .key("joined")
                .uploadId(upload)
                .multipartUpload(m -> m.parts(part(1, first), part(2, second))));
    byte[] joined = s3.getObjectAsBytes(r -> r.bucket("uploads").key("joined")).asByteArray();
    assertThat(joined).startsWith(large).endsWith(BODY).hasSize(large.length + BODY.length);
    String given = s3.createMultipartUpload(r -> r.bucket("uploads").key("never")).uploadId();
    s3.abortMultipartUpload(r -> r.bucket("uploads").key("never").uploadId(given));
    assertThat(s3.listMultipartUploads(r -> r.bucket("uploads")).uploads()).isEmpty();
  }

  private static CompletedPart part(int number, String etag) {
    return CompletedPart.builder().partNumber(number).eTag(etag).build();
  }
}

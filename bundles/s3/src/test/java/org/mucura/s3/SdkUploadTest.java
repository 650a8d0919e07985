package org.mucura.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.Test;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsResponse;
import software.amazon.awssdk.services.s3.model.ListPartsResponse;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.UploadPartCopyResponse;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/** The AWS SDK for Java, as it comes: uploads in parts. */
public class SdkUploadTest extends SdkTest {

  private static final int PART = 5 << 20;

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
    UploadPartCopyResponse copied =
        s3.uploadPartCopy(
            b ->
                b.sourceBucket("data")
                    .sourceKey("big")
                    .copySourceRange("bytes=100-" + (PART + 99))
                    .destinationBucket("data")
                    .destinationKey("copied")
                    .uploadId(id)
                    .partNumber(1));
    assertThat(copied.serverSideEncryption()).isEqualTo(ServerSideEncryption.AES256);
    String etag = copied.copyPartResult().eTag();
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
}

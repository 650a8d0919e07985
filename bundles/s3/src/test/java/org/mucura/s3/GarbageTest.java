package org.mucura.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.Test;
import org.mucura.s3.RawClient.Answer;
import org.mucura.s3.operation.S3Operation;
import org.mucura.s3.operation.Service;
import org.mucura.s3.operation.WireForm;
import org.mucura.wire.UriEncoding;

/** Whatever a client with a good key may send, it is never answered with an internal error. */
public class GarbageTest {

  private static final int ROUNDS = 2000;

  private static final List<String> VALUES =
      List.of(
          "",
          "0",
          "1",
          "-1",
          "2147483648",
          "99999999999999999999",
          "null",
          "true",
          "*",
          "\"",
          "\"a\"",
          "W/\"a\"",
          "a,b",
          "bytes=0-0",
          "bytes=-",
          "bytes=9-1",
          "=",
          "%",
          "/",
          "//",
          "garbage/k",
          "€",
          "AAAAAA==",
          "AAAAAA==-2",
          "CRC32",
          "crc64nvme",
          "SHA1",
          "COMPOSITE",
          "FULL_OBJECT",
          "url",
          "COPY",
          "REPLACE",
          "UNSIGNED-PAYLOAD",
          "STREAMING-UNSIGNED-PAYLOAD-TRAILER",
          "Sun, 22 Nov 2026 00:00:00 GMT",
          "x".repeat(1500));

  private static final List<String> HEADERS =
      List.of(
          "range",
          "if-match",
          "if-none-match",
          "if-modified-since",
          "if-unmodified-since",
          "if-range",
          "content-type",
          "content-md5",
          "content-encoding",
          "expires",
          "x-amz-acl",
          "x-amz-content-sha256",
          "x-amz-copy-source",
          "x-amz-copy-source-range",
          "x-amz-copy-source-if-match",
          "x-amz-copy-source-if-modified-since",
          "x-amz-decoded-content-length",
          "x-amz-checksum-algorithm",
          "x-amz-checksum-type",
          "x-amz-checksum-mode",
          "x-amz-checksum-crc32",
          "x-amz-checksum-sha1",
          "x-amz-checksum-crc64nvme",
          "x-amz-sdk-checksum-algorithm",
          "x-amz-trailer",
          "x-amz-metadata-directive",
          "x-amz-mp-object-size",
          "x-amz-storage-class",
          "x-amz-meta-a",
          "x-amz-expected-bucket-owner",
          "x-amz-website-redirect-location");

  private static final List<String> PARAMETERS =
      List.of(
          "prefix",
          "delimiter",
          "marker",
          "max-keys",
          "encoding-type",
          "continuation-token",
          "start-after",
          "fetch-owner",
          "key-marker",
          "upload-id-marker",
          "max-uploads",
          "max-parts",
          "part-number-marker",
          "max-buckets",
          "bucket-region",
          "versionId",
          "partNumber",
          "uploadId",
          "response-content-type",
          "response-expires",
          "id",
          "acl",
          "x-id",
          "list-type",
          "sparkle");

  private static final List<String> BODIES =
      List.of(
          "",
          "garbage",
          "<",
          "<Delete><Object><Key>k</Key></Object></Delete>",
          "<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>a</ETag></Part>"
              + "</CompleteMultipartUpload>",
          "<CreateBucketConfiguration/>",
          "3\r\nabc\r\n0\r\n\r\n");

  private final Random random = new Random(4711);

  @Test
  public void garbageIsNoInternalError() throws Exception {
    List<S3Operation> served =
        Arrays.stream(S3Operation.values()).filter(o -> o.service() == Service.SERVED).toList();
    try (S3TestServer server = new S3TestServer()) {
      RawClient.exchange(server, "PUT", "/garbage");
      RawClient.exchange(server, "PUT", "/garbage/k", bytes("0123456789"));
      for (int round = 0; round < ROUNDS; round++) {
        S3Operation operation = pick(served);
        String target = target(operation.form());
        Object[] more = headersAndBody(operation.form());
        Answer answer = send(server, operation, target, more);
        assertThat(answer.status())
            .as("%s %s %s: %s", operation, target, Arrays.toString(more), answer.text())
            .isNotIn(500, 503);
      }
    }
  }

  private static Answer send(
      S3TestServer server, S3Operation operation, String target, Object[] more) throws IOException {
    try (RawClient client = new RawClient(server)) {
      return client.send(operation.form().method(), target, more);
    }
  }

  private String target(WireForm form) {
    String path =
        switch (form.level()) {
          case SERVICE -> "/";
          case BUCKET -> form.method().matches("DELETE|PUT") ? "/other" : "/garbage";
          case OBJECT -> "/garbage/" + pick(List.of("k", "none", "%F0%9F%98%80"));
        };
    List<String> query = new ArrayList<>();
    form.parameters()
        .forEach(p -> query.add(p.name() + "=" + p.value().orElseGet(() -> encoded(pick(VALUES)))));
    for (int i = random.nextInt(3); i > 0; i--) {
      query.add(pick(PARAMETERS) + "=" + encoded(pick(VALUES)));
    }
    return query.isEmpty() ? path : path + "?" + String.join("&", query);
  }

  private Object[] headersAndBody(WireForm form) {
    List<Object> more = new ArrayList<>();
    form.header().ifPresent(name -> more.addAll(List.of(name, pick(VALUES))));
    for (int i = random.nextInt(4); i > 0; i--) {
      more.addAll(List.of(pick(HEADERS), pick(VALUES)));
    }
    if (form.method().matches("PUT|POST")) {
      more.add(bytes(pick(BODIES)));
    }
    return more.toArray();
  }

  private <T> T pick(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  private static String encoded(String value) {
    return UriEncoding.encode(value);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}

package org.mucura.s3.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.eclipse.jetty.http.HttpFields;
import org.junit.Test;
import org.mucura.core.S3Exception;
import org.mucura.s3.operation.S3Operation;
import org.mucura.wire.ErrorCode;

public class UnservedHeadersTest {

  @Test
  public void whatAsksForMoreThanIsServedIsRefusedByName() {
    String[] refused = {
      "x-amz-server-side-encryption: aws:kms",
      "x-amz-server-side-encryption-customer-algorithm: AES256",
      "X-Amz-Copy-Source-Server-Side-Encryption-Customer-Key: abc",
      "x-amz-object-lock-mode: GOVERNANCE",
      "x-amz-object-lock-legal-hold: ON",
      "x-amz-bucket-object-lock-enabled: true",
      "x-amz-acl: public-read",
      "x-amz-grant-read: id=1",
      "x-amz-tagging: a=b",
      "x-amz-tagging-directive: REPLACE",
      "x-amz-write-offset-bytes: 3",
      "x-amz-mfa: 1 2",
      "x-amz-object-ownership: ObjectWriter",
      "x-amz-bypass-governance-retention: true",
      "x-amz-if-match-size: 3",
      "If-Modified-Since: Sun, 22 Nov 2026 00:00:00 GMT",
      "If-Unmodified-Since: Sun, 22 Nov 2026 00:00:00 GMT",
      "Content-Range: bytes 0-1/2"
    };
    for (String header : refused) {
      assertRefused(S3Operation.PUT_OBJECT, header);
    }
    assertRefused(S3Operation.UPLOAD_PART, "If-None-Match: *");
    assertRefused(S3Operation.DELETE_OBJECT, "If-None-Match: *");
    assertRefused(S3Operation.CREATE_MULTIPART_UPLOAD, "If-Match: abc");
  }

  @Test
  public void whatChangesNothingIsTaken() {
    String[] taken = {
      "x-amz-acl: private",
      "x-amz-acl: bucket-owner-full-control",
      "x-amz-bucket-object-lock-enabled: false",
      "x-amz-object-ownership: BucketOwnerEnforced",
      "x-amz-server-side-encryption: AES256",
      "x-amz-tagging-directive: COPY",
      "x-amz-request-payer: requester",
      "If-None-Match: *",
      "If-Match: abc"
    };
    for (String header : taken) {
      UnservedHeaders.refuse(S3Operation.PUT_OBJECT, fields(header));
    }
    UnservedHeaders.refuse(
        S3Operation.GET_OBJECT, fields("If-Modified-Since: Sun, 22 Nov 2026 00:00:00 GMT"));
  }

  @Test
  public void whatTwoCouldReadDifferentlyIsRefused() {
    for (String name : new String[] {"x-amz-copy-source", "X-Amz-Decoded-Content-Length"}) {
      HttpFields twice = HttpFields.build().add(name, "a").add(name, "a");
      assertThatThrownBy(() -> UnservedHeaders.refuse(S3Operation.PUT_OBJECT, twice))
          .isInstanceOfSatisfying(
              S3Exception.class,
              refused -> assertThat(refused.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT));
    }
    HttpFields.Mutable lists = HttpFields.build();
    for (String name :
        new String[] {"x-amz-meta-a", "x-amz-trailer", "x-amz-copy-source-if-match", "range"}) {
      lists.add(name, "a").add(name, "b");
    }
    UnservedHeaders.refuse(S3Operation.PUT_OBJECT, lists);
  }

  private static void assertRefused(S3Operation operation, String header) {
    HttpFields fields = fields(header);
    assertThatThrownBy(() -> UnservedHeaders.refuse(operation, fields))
        .as(header)
        .isInstanceOfSatisfying(
            S3Exception.class,
            refused -> {
              assertThat(refused.code()).isEqualTo(ErrorCode.NOT_IMPLEMENTED);
              assertThat(refused.details())
                  .isEqualTo(Map.of("Header", header.substring(0, header.indexOf(':'))));
            });
  }

  private static HttpFields fields(String header) {
    int colon = header.indexOf(':');
    return HttpFields.build().add(header.substring(0, colon), header.substring(colon + 2));
  }
}

package org.mucura.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.Before;
import org.junit.Test;
import org.mucura.s3.RawClient.Answer;
import org.mucura.wire.sigv4.PayloadForm;
import org.mucura.wire.sigv4.RequestSigner;

/** What no client library sends or shows. */
public class RawHttpTest extends RawTest {

  @Before
  public void steady() {
    blobs.failsAfter = Long.MAX_VALUE;
    blobs.writeMillis = 0;
    blobs.writeFails = false;
  }

  @Test
  public void nothingOfTheBodyIsAskedForUntilTheRequestIsAllowed() throws IOException {
    try (RawClient client = new RawClient(server)) {
      Map<String, List<String>> headers =
          client.headers("expect", "100-continue", "content-length", "7");
      client.write(
          "PUT", "/raw/continued", client.sign("PUT", "/raw/continued", headers).headers());
      assertThat(client.read("PUT").status()).isEqualTo(100);
      client.write(bytes("content"));
      assertThat(client.read("PUT").status()).isEqualTo(200);
      assertThat(client.send("GET", "/raw/continued").text()).isEqualTo("content");
    }
    try (RawClient client = new RawClient(server)) {
      Map<String, List<String>> headers =
          client.headers("expect", "100-continue", "content-length", "7");
      RequestSigner.Signed signed = client.sign("PUT", "/raw/another", headers);
      client.write("PUT", "/raw/refused", signed.headers());
      Answer refused = client.read("PUT");
      assertError(refused, 403, "SignatureDoesNotMatch");
      assertThat(refused.header("connection")).isEqualTo("close");
      assertThat(client.isClosed()).isTrue();
    }
    try (RawClient client = new RawClient(server)) {
      Answer refused =
          client.send(
              "PUT", "/not-there/k", "expect", "100-continue", "content-length", "99999999");
      assertError(refused, 404, "NoSuchBucket");
      assertThat(refused.header("connection")).isEqualTo("close");
    }
  }

  @Test
  public void aRefusedBodyIsNotReadToItsEnd() throws IOException {
    try (RawClient client = new RawClient(server)) {
      Map<String, List<String>> headers = client.headers("content-length", "99999999");
      client.write("PUT", "/not-there/k", client.sign("PUT", "/not-there/k", headers).headers());
      client.write(new byte[1000]);
      Answer refused = client.read("PUT");
      assertError(refused, 404, "NoSuchBucket");
      assertThat(refused.header("connection")).isEqualTo("close");
      assertThat(client.isClosed()).isTrue();
    }
  }

  @Test
  public void aConnectionServesOneRequestAfterTheOther() throws IOException {
    try (RawClient client = new RawClient(server)) {
      for (int i = 0; i < 3; i++) {
        assertThat(client.send("PUT", "/raw/again", bytes("v" + i)).status()).isEqualTo(200);
        assertThat(client.send("GET", "/raw/again").text()).isEqualTo("v" + i);
        assertThat(client.send("HEAD", "/raw/none").status()).isEqualTo(404);
        assertThat(client.send("DELETE", "/raw/none").status()).isEqualTo(204);
        assertError(client.send("GET", "/raw/none"), 404, "NoSuchKey");
        assertThat(client.send("GET", "/raw?list-type=2").status()).isEqualTo(200);
      }
    }
  }

  @Test
  public void aBodyThatEndsEarlyLeavesNothingBehind() throws IOException {
    for (String form : List.of("UNSIGNED-PAYLOAD", sha256("content"))) {
      try (RawClient client = new RawClient(server)) {
        Map<String, List<String>> headers =
            client.headers("content-length", "100", PayloadForm.HEADER, form);
        client.write("PUT", "/raw/torn", client.sign("PUT", "/raw/torn", headers).headers());
        client.write(bytes("content"));
        client.endOutput();
        assertError(client.read("PUT"), 400, "IncompleteBody");
      }
      assertError(call("GET", "/raw/torn"), 404, "NoSuchKey");
    }
  }

  @Test
  public void aBodyThatIsTooLongIsNotAskedFor() throws IOException {
    Answer refused =
        call("PUT", "/raw/huge", "expect", "100-continue", "content-length", "5368709121");
    assertError(refused, 400, "EntityTooLarge");
    assertThat(refused.header("connection")).isEqualTo("close");
  }

  @Test
  public void aBodyMustHaveTheDigestThatWasSigned() throws IOException {
    String right = sha256("content");
    assertThat(call("PUT", "/raw/digest", PayloadForm.HEADER, right, bytes("content")).status())
        .isEqualTo(200);
    Answer wrong = call("PUT", "/raw/other", PayloadForm.HEADER, right, bytes("contend"));
    assertError(wrong, 400, "XAmzContentSHA256Mismatch");
    assertThat(wrong.text()).contains("<ClientComputedContentSHA256>" + right);
    assertError(call("GET", "/raw/other"), 404, "NoSuchKey");
  }

  @Test
  public void aPutMustSayItsLength() throws IOException {
    byte[] chunked = bytes("3\r\nabc\r\n0\r\n\r\n");
    Answer answer = chunked("/raw/length", chunked);
    assertError(answer, 411, "MissingContentLength");
    byte[] aws = bytes("3\r\nabc\r\n0\r\nx-amz-checksum-crc32:NSRBwg==\r\n\r\n");
    byte[] http = bytes(Integer.toHexString(aws.length) + "\r\n" + text(aws) + "\r\n0\r\n\r\n");
    assertThat(
            chunked(
                    "/raw/length",
                    http,
                    PayloadForm.HEADER,
                    PayloadForm.UNSIGNED_TRAILER.value(),
                    "x-amz-decoded-content-length",
                    "3",
                    "x-amz-trailer",
                    "x-amz-checksum-crc32",
                    "content-encoding",
                    "aws-chunked,gzip")
                .status())
        .isEqualTo(200);
    Answer got = call("GET", "/raw/length", "x-amz-checksum-mode", "ENABLED");
    assertThat(got.text()).isEqualTo("abc");
    assertThat(got.header("content-encoding")).isEqualTo("gzip");
    assertThat(got.header("x-amz-checksum-crc32")).isEqualTo("NSRBwg==");
  }

  private static Answer chunked(String target, byte[] body, Object... more) throws IOException {
    try (RawClient client = new RawClient(server)) {
      Map<String, List<String>> headers = client.headers(more);
      headers.put("transfer-encoding", List.of("chunked"));
      client.write("PUT", target, client.sign("PUT", target, headers).headers());
      client.write(body);
      return client.read("PUT");
    }
  }

  @Test
  public void aForgedChunkLeavesNothingBehind() throws IOException {
    assertThat(signedChunks("/raw/signed", "content", "content").status()).isEqualTo(200);
    assertThat(call("GET", "/raw/signed").text()).isEqualTo("content");
    assertError(signedChunks("/raw/forged", "content", "contend"), 403, "SignatureDoesNotMatch");
    assertError(call("GET", "/raw/forged"), 404, "NoSuchKey");
  }

  private static Answer signedChunks(String target, String signed, String sent) throws IOException {
    try (RawClient client = new RawClient(server)) {
      Map<String, List<String>> headers =
          client.headers(
              PayloadForm.HEADER,
              PayloadForm.SIGNED_CHUNKS.value(),
              "x-amz-decoded-content-length",
              "7");
      String frame = ";chunk-signature=%s\r\n%s\r\n";
      headers.put("content-length", List.of(Integer.toString(1 + 85 + 7 + 1 + 85)));
      RequestSigner.Signed request = client.sign("PUT", target, headers);
      client.write("PUT", target, request.headers());
      String first = request.chunks().chunk(digest(signed));
      String last = request.chunks().chunk(digest(""));
      client.write(bytes(String.format("7" + frame + "0" + frame, first, sent, last, "")));
      return client.read("PUT");
    }
  }

  @Test
  public void aContentsFailureHalfWayCutsTheConnection() throws IOException {
    byte[] contents = new byte[1 << 20];
    call("PUT", "/raw/big", contents);
    blobs.failsAfter = 300_000;
    Answer cut = call("GET", "/raw/big");
    assertThat(cut.status()).isEqualTo(200);
    assertThat(cut.complete()).isFalse();
    assertThat(cut.body().length()).isLessThan(contents.length);
    blobs.failsAfter = 0;
    Answer failed = call("GET", "/raw/big");
    assertThat(failed.status()).isIn(500, 503);
    assertThat(failed.text()).contains("<Error>").doesNotContain("the medium fails");
    // Nothing of the answer that was begun.
    assertThat(failed.headers()).doesNotContainKeys("etag", "accept-ranges", "last-modified");
    assertThat(failed.header("content-type")).isEqualTo("application/xml");
  }

  @Test
  public void aLongCopyKeepsTheClientWaiting() throws IOException {
    call("PUT", "/raw/source", bytes("slow"));
    blobs.writeMillis = 700;
    Answer copied = call("PUT", "/raw/copied", "x-amz-copy-source", "/raw/source");
    assertThat(copied.status()).isEqualTo(200);
    assertThat(copied.complete()).isTrue();
    assertThat(copied.text())
        .matches("(?s)<\\?xml[^>]+>\\s+ {3,}<CopyObjectResult.*</CopyObjectResult>");
    blobs.writeFails = true;
    Answer failed = call("PUT", "/raw/copied", "x-amz-copy-source", "/raw/source");
    assertThat(failed.status()).isEqualTo(200);
    assertThat(failed.complete()).isTrue();
    assertThat(failed.text()).matches("(?s)<\\?xml[^>]+>\\s+ {3,}<Error>.*</Error>");
  }
}

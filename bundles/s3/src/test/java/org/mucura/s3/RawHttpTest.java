package org.mucura.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.AfterClass;
import org.junit.Before;
import org.junit.BeforeClass;
import org.junit.Test;
import org.mucura.metadata.memory.MemoryMetadataStore;
import org.mucura.s3.RawClient.Answer;
import org.mucura.wire.UriEncoding;
import org.mucura.wire.sigv4.PayloadForm;
import org.mucura.wire.sigv4.RequestSigner;

/** What no client library sends or shows. */
public class RawHttpTest {

  private static S3TestServer server;
  private static UnsteadyBlobStore blobs;

  @BeforeClass
  public static void start() throws Exception {
    blobs = new UnsteadyBlobStore();
    server = new S3TestServer(0, new MemoryMetadataStore(), blobs);
    assertThat(call("PUT", "/raw").status()).isEqualTo(200);
  }

  @AfterClass
  public static void stop() throws Exception {
    server.close();
  }

  @Before
  public void steady() {
    blobs.failsAfter = Long.MAX_VALUE;
    blobs.writeMillis = 0;
    blobs.writeFails = false;
  }

  @Test
  public void keysAreTakenAsTheyAreSent() throws IOException {
    Map<String, String> keysByTarget = new TreeMap<>();
    keysByTarget.put("/odd/a//b", "a//b");
    keysByTarget.put("/odd//a", "/a");
    keysByTarget.put("/odd///", "//");
    keysByTarget.put("/odd/a/../b", "a/../b");
    keysByTarget.put("/odd/../a", "../a");
    keysByTarget.put("/odd/./a", "./a");
    keysByTarget.put("/odd/a%2Fb", "a/b");
    keysByTarget.put("/odd/a%252Fb", "a%2Fb");
    keysByTarget.put("/odd/x;y=1", "x;y=1");
    keysByTarget.put("/odd/x;y=1/z;v", "x;y=1/z;v");
    keysByTarget.put("/odd/+", "+");
    keysByTarget.put("/odd/%2b%2B", "++");
    keysByTarget.put("/odd/a%20b", "a b");
    keysByTarget.put("/odd/a|b\"{}^`", "a|b\"{}^`");
    keysByTarget.put("/odd/%F0%9F%98%80", "😀");
    keysByTarget.put("/odd/€", "€");
    keysByTarget.put("/odd/%5C..%5C", "\\..\\");
    keysByTarget.put("/odd/" + "k".repeat(1024), "k".repeat(1024));
    call("PUT", "/odd");
    for (Map.Entry<String, String> entry : keysByTarget.entrySet()) {
      Answer put = call("PUT", entry.getKey(), bytes(entry.getValue()));
      assertThat(put.status()).as(entry.getKey() + put.text()).isEqualTo(200);
    }
    for (Map.Entry<String, String> entry : keysByTarget.entrySet()) {
      assertThat(call("GET", entry.getKey()).text()).isEqualTo(entry.getValue());
    }
    String listed = call("GET", "/odd?list-type=2&encoding-type=url").text();
    for (String key : keysByTarget.values()) {
      assertThat(listed).contains("<Key>" + UriEncoding.encodePath(key) + "</Key>");
    }
    assertThat(listed).contains("<KeyCount>" + keysByTarget.size() + "</KeyCount>");
  }

  @Test
  public void whatCannotBeAKeyIsRefused() throws IOException {
    for (String target : List.of("/raw/%ff", "/raw/%c3%28", "/raw/%00")) {
      Answer answer = unsigned("PUT", target, "content-length", "0");
      assertThat(answer.status()).as(target).isEqualTo(400);
    }
    assertError(call("PUT", "/raw/" + "k".repeat(1025), bytes("x")), 400, "KeyTooLongError");
    assertError(call("PUT", "/raw/" + "k".repeat(1025)), 400, "KeyTooLongError");
    assertError(call("GET", "/Not_A_Bucket/k"), 400, "InvalidBucketName");
    assertError(call("PUT", "/in..valid"), 400, "InvalidBucketName");
    assertError(call("PUT", "/-"), 404, "NotFound");
    assertError(call("GET", "//k"), 400, "InvalidBucketName");
    assertError(call("GET", "/not-there/k"), 404, "NoSuchBucket");
  }

  @Test
  public void theBucketMayBeInTheHost() throws IOException {
    String host = "raw." + S3TestServer.DOMAIN;
    assertThat(call("PUT", "//slash", "host", host, bytes("hosted")).status()).isEqualTo(200);
    assertThat(call("GET", "/raw//slash").text()).isEqualTo("hosted");
    assertThat(call("GET", "/?list-type=2", "host", host + ":80").text())
        .contains("<Name>raw</Name>");
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
  public void everyAnswerIsNamed() throws IOException {
    String etag = call("PUT", "/raw/named", bytes("x")).header("etag");
    List<Answer> answers =
        List.of(
            call("GET", "/"),
            call("GET", "/raw/named"),
            call("HEAD", "/raw/none"),
            call("GET", "/raw/named", "if-none-match", etag),
            call("DELETE", "/raw/none"),
            call("PATCH", "/raw/named"),
            unsigned("GET", "/raw/named"),
            unsigned("OPTIONS", "/raw/named"));
    assertThat(answers)
        .extracting(Answer::status)
        .containsExactly(200, 200, 404, 304, 204, 405, 403, 501);
    assertThat(answers)
        .allSatisfy(
            answer -> {
              assertThat(answer.header("x-amz-request-id")).matches("[0-9A-F]{16}");
              assertThat(answer.header("x-amz-id-2")).isNotEmpty();
            });
    assertThat(answers).extracting(a -> a.header("x-amz-request-id")).doesNotHaveDuplicates();
    assertThat(answers.get(3).header("etag")).isEqualTo(etag);
  }

  @Test
  public void errorsAreDocumentsOfS3() throws IOException {
    Answer answer = call("GET", "/raw/no%26body");
    assertThat(answer.header("content-type")).isEqualTo("application/xml");
    assertThat(answer.text())
        .matches(
            "(?s)<\\?xml version=\"1.0\" encoding=\"UTF-8\"\\?>\\s*<Error><Code>NoSuchKey</Code>"
                + "<Message>[^<]+</Message>.*<Resource>/raw/no%26body</Resource><RequestId>"
                + answer.header("x-amz-request-id")
                + "</RequestId><HostId>[^<]+</HostId></Error>");
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

  @Test
  public void documentsMustBeWhatTheirDigestsSay() throws IOException {
    String document = "<Delete><Object><Key>x</Key></Object></Delete>";
    assertError(call("POST", "/raw?delete", bytes(document)), 400, "InvalidRequest");
    assertError(
        call("POST", "/raw?delete", "content-md5", md5("other"), bytes(document)),
        400,
        "BadDigest");
    assertThat(call("POST", "/raw?delete", "content-md5", md5(document), bytes(document)).text())
        .contains("<Deleted><Key>x</Key></Deleted>");
    assertError(delete(""), 400, "MissingRequestBodyError");
    assertError(delete("<Delete/>"), 400, "MalformedXML");
    assertError(delete("<Delete><Object/></Delete>"), 400, "MalformedXML");
    assertError(delete("<Delete><Object><Key>"), 400, "MalformedXML");
    assertError(
        delete(
            "<!DOCTYPE d [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>"
                + "<Delete><Object><Key>&e;</Key></Object></Delete>"),
        400,
        "MalformedXML");
    String many = "<Object><Key>k</Key></Object>".repeat(1001);
    assertError(delete("<Delete>" + many + "</Delete>"), 400, "MalformedXML");
  }

  @Test
  public void aBatchRemovesNothingThatItDoesNotUnderstand() throws IOException {
    call("PUT", "/raw/kept", bytes("x"));
    String answer =
        delete(
                "<Delete><Object><Key>kept</Key><VersionId>3</VersionId></Object>"
                    + "<Object><Key>kept</Key><Size>1</Size></Object>"
                    + "<Object><Key>kept</Key><ETag>\"00\"</ETag></Object></Delete>")
            .text();
    assertThat(answer).contains("NotImplemented", "PreconditionFailed").doesNotContain("<Deleted>");
    assertThat(call("HEAD", "/raw/kept").status()).isEqualTo(200);
  }

  private static Answer delete(String document) throws IOException {
    return call("POST", "/raw?delete", "content-md5", md5(document), bytes(document));
  }

  @Test
  public void metadataBeyondAsciiComesBackEncoded() throws IOException {
    call("PUT", "/raw/meta", "x-amz-meta-name", "naïve €", bytes("x"));
    assertThat(call("GET", "/raw/meta").header("x-amz-meta-name"))
        .isEqualTo("=?UTF-8?B?" + Base64.getEncoder().encodeToString(bytes("naïve €")) + "?=");
    call("PUT", "/raw/meta", "x-amz-meta-name", "=?UTF-8?B?4oKs?=", bytes("x"));
    assertThat(call("GET", "/raw/meta").header("x-amz-meta-name")).isEqualTo("=?UTF-8?B?4oKs?=");
  }

  @Test
  public void overriddenHeadersEndWhereTheyShould() throws IOException {
    call("PUT", "/raw/over", bytes("x"));
    assertThat(call("GET", "/raw/over?response-content-type=text%2Fx").header("content-type"))
        .isEqualTo("text/x");
    assertError(
        call("GET", "/raw/over?response-content-type=a%0D%0AX-Evil:%201"), 400, "InvalidArgument");
    assertThat(call("GET", "/raw/over?response-expires=").header("expires")).isEmpty();
  }

  @Test
  public void headsHaveNoBodiesAndTheLengthOfWhatThereIs() throws IOException {
    call("PUT", "/raw/head", bytes("0123456789"));
    Answer head = call("HEAD", "/raw/head", "range", "bytes=2-4");
    assertThat(head.status()).isEqualTo(206);
    assertThat(head.header("content-length")).isEqualTo("3");
    assertThat(head.header("content-range")).isEqualTo("bytes 2-4/10");
    assertThat(call("HEAD", "/raw/head?partNumber=1").status()).isEqualTo(206);
    assertThat(call("HEAD", "/raw/head?partNumber=2").status()).isEqualTo(416);
    assertThat(call("HEAD", "/raw/head").header("content-type")).isEqualTo("binary/octet-stream");
    assertThat(call("HEAD", "/raw").header("x-amz-bucket-region")).isEqualTo("us-east-1");
    assertError(call("GET", "/raw/head?partNumber=1", "range", "bytes=0-1"), 400, "InvalidRequest");
  }

  @Test
  public void anonymousRequestsAreKeptOut() throws IOException {
    assertError(unsigned("GET", "/"), 403, "AccessDenied");
    assertError(unsigned("GET", "/raw/k"), 403, "AccessDenied");
    assertError(unsigned("PUT", "/anonymous"), 403, "AccessDenied");
    assertError(
        unsigned(
            "PUT",
            "/raw/k",
            PayloadForm.HEADER,
            PayloadForm.UNSIGNED_TRAILER.value(),
            "content-length",
            "0"),
        403,
        "AccessDenied");
    assertError(unsigned("POST", "/raw?delete", "content-length", "9"), 403, "AccessDenied");
  }

  @Test
  public void objectsOfAnyoneButTheExpectedOwnerAreKept() throws IOException {
    String owner = server.key().key().account();
    assertThat(call("GET", "/raw?list-type=2", "x-amz-expected-bucket-owner", owner).status())
        .isEqualTo(200);
    assertError(
        call("GET", "/raw?list-type=2", "x-amz-expected-bucket-owner", "000000000000"),
        403,
        "AccessDenied");
    call("PUT", "/raw/owned", bytes("x"));
    assertError(
        call(
            "PUT",
            "/raw/owned2",
            "x-amz-copy-source",
            "raw/owned",
            "x-amz-source-expected-bucket-owner",
            "000000000000"),
        403,
        "AccessDenied");
  }

  private static Answer call(String method, String target, Object... more) throws IOException {
    return RawClient.exchange(server, method, target, more);
  }

  private static Answer unsigned(String method, String target, Object... more) throws IOException {
    try (RawClient client = new RawClient(server)) {
      client.write(method, target, client.headers(more));
      return client.read(method);
    }
  }

  private static void assertError(Answer answer, int status, String code) {
    assertThat(answer.text()).contains("<Code>" + code + "</Code>");
    assertThat(answer.status()).isEqualTo(status);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static String sha256(String text) {
    return HexFormat.of().formatHex(digest(text));
  }

  private static byte[] digest(String text) {
    return digest("SHA-256", text);
  }

  private static String md5(String text) {
    return Base64.getEncoder().encodeToString(digest("MD5", text));
  }

  private static byte[] digest(String algorithm, String text) {
    try {
      return MessageDigest.getInstance(algorithm).digest(bytes(text));
    } catch (java.security.NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}

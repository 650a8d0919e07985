package org.mucura.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.Test;
import org.mucura.s3.RawClient.Answer;
import org.mucura.wire.UriEncoding;
import org.mucura.wire.sigv4.PayloadForm;

/** Names, answers and documents as they are on the wire. */
public class RawAnswersTest extends RawTest {

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
}

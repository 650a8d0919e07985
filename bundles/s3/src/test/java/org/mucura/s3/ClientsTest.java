package org.mucura.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.BeforeClass;
import org.junit.Test;
import org.mucura.s3.RawClient.Answer;

/** What careless, old and hostile clients send, and what they get. */
public class ClientsTest extends RawTest {

  @BeforeClass
  public static void fill() throws Exception {
    assertThat(call("PUT", "/raw/k", bytes("0123456789")).status()).isEqualTo(200);
  }

  @Test
  public void aSubresourceThatIsNotServedChangesNothing() throws IOException {
    for (String query :
        List.of(
            "tagging2=a", "retention", "retention=", "acl", "tagging", "append=1", "legal-hold")) {
      assertError(call("PUT", "/raw/k?" + query, bytes("x")), 501, "NotImplemented");
      assertThat(call("DELETE", "/raw/k?" + query).status()).as(query).isIn(405, 501);
    }
    assertError(call("PUT", "/raw/k?x-id=UploadPart", bytes("x")), 400, "InvalidArgument");
    assertThat(call("GET", "/raw/k").text()).isEqualTo("0123456789");
  }

  @Test
  public void whatIsTakenCanBeReadAgain() throws IOException {
    String longest = "é".repeat((8 << 10) / 2 - 100);
    Answer put = call("PUT", "/raw/long", "content-disposition", longest, bytes("x"));
    assertThat(put.status()).as(put.text()).isEqualTo(200);
    for (String method : List.of("GET", "HEAD")) {
      Answer got = call(method, "/raw/long");
      assertThat(got.status()).isEqualTo(200);
      assertThat(got.header("content-disposition")).hasSizeGreaterThan(8 << 10);
    }
    assertError(
        call("PUT", "/raw/long", "content-disposition", "é".repeat(4 << 10), bytes("x")),
        400,
        "MetadataTooLarge");
    List<Object> many = new ArrayList<>();
    for (int i = 0; i < 120; i++) {
      many.addAll(List.of("x-amz-meta-" + i, "é"));
    }
    many.add(bytes("x"));
    assertThat(call("PUT", "/raw/many", many.toArray()).status()).isEqualTo(200);
    assertThat(call("HEAD", "/raw/many").headers().keySet())
        .filteredOn(name -> name.startsWith("x-amz-meta-"))
        .hasSize(120);
  }

  @Test
  public void headsAndNotModifiedSayWhatGetsSay() throws IOException {
    call(
        "PUT",
        "/raw/all",
        "cache-control",
        "max-age=ä",
        "content-type",
        "text/x; charset=ü",
        "expires",
        "nie",
        "x-amz-meta-a",
        "€",
        "content-encoding",
        "gzip",
        bytes("0123456789"));
    for (String range : List.of("bytes=2-3", "bytes=0-", "none")) {
      Map<String, String> get = headers("GET", "range", range, "x-amz-checksum-mode", "ENABLED");
      Map<String, String> head = headers("HEAD", "range", range, "x-amz-checksum-mode", "ENABLED");
      assertThat(head).isEqualTo(get);
    }
    String etag = call("HEAD", "/raw/all").header("etag");
    Answer same = call("GET", "/raw/all", "if-none-match", etag);
    assertThat(same.status()).isEqualTo(304);
    for (String name : List.of("etag", "last-modified", "cache-control", "expires")) {
      assertThat(same.header(name)).isEqualTo(headers("GET").get(name));
    }
    assertThat(headers("HEAD", "if-none-match", etag))
        .isEqualTo(headers("GET", "if-none-match", etag));
  }

  private static Map<String, String> headers(String method, Object... more) throws IOException {
    Map<String, String> headers = new HashMap<>(call(method, "/raw/all", more).headers());
    headers.keySet().removeAll(List.of("x-amz-request-id", "date"));
    return headers;
  }

  @Test
  public void documentsAreWellFormedWhateverWasAsked() throws Exception {
    List<String> targets =
        List.of(
            "/raw?list-type=2&prefix=%01%1F",
            "/raw?prefix=%EF%BF%BE&marker=%02&delimiter=%0B",
            "/raw?list-type=2&start-after=%7F%01",
            "/raw?uploads&key-marker=%03&upload-id-marker=%04&prefix=%05",
            "/?prefix=%06",
            "/raw?max-keys=%01",
            "/raw?encoding-type=%01",
            "/raw/k%01",
            "/raw/k?uploadId=%01&max-parts=%02");
    for (String target : targets) {
      Answer answer = call("GET", target);
      assertThat(answer.status()).as(target).isLessThan(500);
      assertThat(answer.text()).as(target).doesNotContain("&#x1;");
      DocumentBuilderFactory.newDefaultInstance()
          .newDocumentBuilder()
          .parse(new ByteArrayInputStream(bytes(answer.text())));
    }
    for (String name : List.of("prefix", "marker", "delimiter", "start-after", "x-mine")) {
      assertError(call("GET", "/raw?" + name + "=a%00b"), 400, "InvalidArgument");
    }
  }

  @Test
  public void numbersAreDecimalDigits() throws IOException {
    for (String number :
        List.of("%D9%A3", "%EF%BC%91", "+1", "-1", "1e1", "0x1", "1.0", "%201", "2147483648")) {
      assertError(call("GET", "/raw?max-keys=" + number), 400, "InvalidArgument");
      assertError(call("GET", "/raw?uploads&max-uploads=" + number), 400, "InvalidArgument");
      assertError(call("GET", "/raw/k?partNumber=" + number), 400, "InvalidArgument");
    }
    assertError(call("GET", "/raw?list-type=1"), 400, "InvalidArgument");
    assertThat(call("GET", "/raw?max-keys=2147483647").text()).contains("<MaxKeys>1000<");
  }

  @Test
  public void aCopySourceMayComeAsItIs() throws IOException {
    call("PUT", "/raw/na%C3%AFve%20%E2%82%AC", bytes("euro"));
    Answer copied = call("PUT", "/raw/copy", "x-amz-copy-source", "/raw/naïve €");
    assertThat(copied.status()).as(copied.text()).isEqualTo(200);
    assertThat(call("GET", "/raw/copy").text()).isEqualTo("euro");
  }

  @Test
  public void anEmptyVersionIsNone() throws Exception {
    call("PUT", "/raw/gone", bytes("x"));
    String document =
        "<Delete><Object><Key>gone</Key><VersionId/></Object>"
            + "<Object><Key>never</Key><VersionId></VersionId></Object></Delete>";
    assertThat(call("POST", "/raw?delete", "content-md5", md5(document), bytes(document)).text())
        .contains("<Deleted><Key>gone</Key>", "<Deleted><Key>never</Key>");
    assertThat(call("HEAD", "/raw/gone").status()).isEqualTo(404);
  }

  @Test
  public void rangesAreThoseOfHttp() throws IOException {
    Map<String, String> sent = new HashMap<>();
    sent.put("bytes=0-0", "206 0");
    sent.put("bytes=9-9", "206 9");
    sent.put("bytes=9-", "206 9");
    sent.put("bytes=-1", "206 9");
    sent.put("bytes=-99", "206 0123456789");
    sent.put("bytes=0-99", "206 0123456789");
    sent.put("BYTES=3-4", "206 34");
    sent.put("bytes=3-99999999999999999999", "206 3456789");
    sent.put("bytes=4-3", "200 0123456789");
    sent.put("bytes=0-1,3-4", "200 0123456789");
    sent.put("bytes=a-b", "200 0123456789");
    sent.put("lines=0-1", "200 0123456789");
    sent.put("bytes=-", "200 0123456789");
    sent.put("bytes=٣-٤", "200 0123456789");
    for (Map.Entry<String, String> entry : sent.entrySet()) {
      Answer answer = call("GET", "/raw/k", "range", entry.getKey());
      assertThat(answer.status() + " " + answer.text())
          .as(entry.getKey())
          .isEqualTo(entry.getValue());
    }
    for (String nothing :
        List.of("bytes=10-", "bytes=10-11", "bytes=-0", "bytes=99999999999999999999-")) {
      Answer refused = call("GET", "/raw/k", "range", nothing);
      assertError(refused, 416, "InvalidRange");
      assertThat(refused.header("content-range")).isEqualTo("bytes */10");
    }
    call("PUT", "/raw/empty", bytes(""));
    assertThat(call("GET", "/raw/empty").status()).isEqualTo(200);
    assertThat(call("GET", "/raw/empty", "range", "bytes=0-0").status()).isEqualTo(416);
    assertThat(call("HEAD", "/raw/empty", "range", "bytes=0-0").status()).isEqualTo(416);
  }

  @Test
  public void conditionsHideEachOtherAsHttpSays() throws IOException {
    String etag = call("HEAD", "/raw/k").header("etag");
    String old = "Sun, 06 Nov 1994 08:49:37 GMT";
    String late = "Fri, 01 Jan 2100 00:00:00 GMT";
    assertStatus(200, "if-match", etag, "if-unmodified-since", old);
    assertStatus(412, "if-match", "\"other\"", "if-unmodified-since", late);
    assertStatus(412, "if-match", "\"other\"", "if-none-match", etag);
    assertStatus(412, "if-unmodified-since", old, "if-none-match", etag);
    assertStatus(304, "if-match", etag, "if-none-match", etag);
    assertStatus(200, "if-none-match", "\"other\"", "if-modified-since", late);
    assertStatus(304, "if-none-match", etag, "if-modified-since", old);
    assertStatus(304, "if-modified-since", late);
    assertStatus(200, "if-modified-since", old);
    assertStatus(304, "if-none-match", "W/" + etag);
    assertStatus(412, "if-match", "W/" + etag);
    assertStatus(304, "if-none-match", "*");
    assertStatus(200, "if-match", "*");
    assertStatus(304, "if-none-match", "\"a\", " + etag + ", \"b\"");
    assertStatus(200, "if-modified-since", "garbage");
    assertStatus(206, "if-range", etag, "range", "bytes=0-1");
    assertStatus(200, "if-range", "\"other\"", "range", "bytes=0-1");
    assertStatus(200, "if-range", "W/" + etag, "range", "bytes=0-1");
    assertStatus(200, "if-range", old, "range", "bytes=0-1");
    assertStatus(412, "if-match", "\"other\"", "range", "bytes=99-");
    assertStatus(304, "if-none-match", etag, "range", "bytes=99-");
  }

  private static void assertStatus(int status, Object... headers) throws IOException {
    assertThat(call("GET", "/raw/k", headers).status())
        .as(List.of(headers).toString())
        .isEqualTo(status);
    assertThat(call("HEAD", "/raw/k", headers).status())
        .as(List.of(headers).toString())
        .isEqualTo(status);
  }

  @Test
  public void aConnectionOutlivesRefusals() throws IOException {
    try (RawClient client = new RawClient(server)) {
      for (int i = 0; i < 3; i++) {
        assertError(client.send("GET", "/raw/none"), 404, "NoSuchKey");
        assertError(client.send("PUT", "/raw/k?sparkle=1"), 501, "NotImplemented");
        assertError(client.send("GET", "/raw?max-keys=x"), 400, "InvalidArgument");
        assertThat(client.send("GET", "/raw/k", "if-match", "\"x\"").status()).isEqualTo(412);
        assertThat(client.send("HEAD", "/none").status()).isEqualTo(404);
        assertThat(client.send("GET", "/raw/k").text()).isEqualTo("0123456789");
      }
    }
  }

  @Test
  public void requestsMayBeSentAhead() throws IOException {
    try (RawClient client = new RawClient(server)) {
      for (int i = 0; i < 5; i++) {
        Map<String, List<String>> headers = client.headers("content-length", "1");
        String target = "/raw/ahead" + i;
        client.write("PUT", target, client.sign("PUT", target, headers).headers());
        client.write(bytes("" + i));
        client.write("GET", target, client.sign("GET", target, client.headers()).headers());
      }
      for (int i = 0; i < 5; i++) {
        assertThat(client.read("PUT").status()).isEqualTo(200);
        assertThat(client.read("GET").text()).isEqualTo("" + i);
      }
    }
  }

  @Test
  public void http10IsSpoken() throws IOException {
    try (RawClient client = new RawClient(server)) {
      StringBuilder request = new StringBuilder("GET /raw/k HTTP/1.0\r\n");
      client
          .sign("GET", "/raw/k", client.headers())
          .headers()
          .forEach((name, values) -> request.append(name + ": " + values.get(0) + "\r\n"));
      client.write(bytes(request + "\r\n"));
      assertThat(client.read("GET").text()).isEqualTo("0123456789");
      assertThat(client.isClosed()).isTrue();
    }
    try (RawClient client = new RawClient(server)) {
      client.write(bytes("GET /raw/k HTTP/1.0\r\n\r\n"));
      assertError(client.read("GET"), 403, "AccessDenied");
    }
  }

  @Test
  public void oddHostsAreNoBuckets() throws IOException {
    for (String host :
        List.of(
            "s3.localhost",
            "S3.LOCALHOST:" + server.port(),
            "x.s3.localhost.example.org",
            "[::1]:" + server.port(),
            "127.0.0.1",
            "s3.localhost.")) {
      assertThat(call("GET", "/raw/k", "host", host).text()).as(host).isEqualTo("0123456789");
    }
    for (String host : List.of("raw.s3.localhost", "RAW.s3.LocalHost.", "raw.s3.localhost:99")) {
      assertThat(call("GET", "/k", "host", host).text()).as(host).isEqualTo("0123456789");
    }
    assertError(call("GET", "/k", "host", "a..b.s3.localhost"), 400, "InvalidBucketName");
    assertError(call("GET", "/k", "host", "none.s3.localhost"), 404, "NoSuchBucket");
  }
}

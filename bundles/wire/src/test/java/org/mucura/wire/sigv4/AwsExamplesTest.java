package org.mucura.wire.sigv4;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.Test;

/**
 * The examples with which AWS documents Signature Version 4 for S3, with the signatures given
 * there.
 */
public final class AwsExamplesTest {

  private static final String KEY_ID = "AKIAIOSFODNN7EXAMPLE";
  private static final String SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
  private static final Instant TIME = Instant.parse("2013-05-24T00:00:00Z");
  private static final String HOST = "examplebucket.s3.amazonaws.com";

  private final RequestSigner signer = new RequestSigner(KEY_ID, SECRET, "us-east-1", "s3");

  @Test
  public void getObjectWithARange() {
    RequestSigner.Signed signed =
        signer.sign(
            request("GET", "/test.txt", "host", HOST, "range", "bytes=0-9"),
            PayloadForm.EMPTY_SHA256,
            TIME);

    assertThat(signed.headers().get("authorization"))
        .containsExactly(
            "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,"
                + " SignedHeaders=host;range;x-amz-content-sha256;x-amz-date,"
                + " Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41");
  }

  @Test
  public void putObjectWhoseKeyNeedsEncoding() {
    SignableRequest request =
        request(
            "PUT",
            "/test$file.text",
            "date",
            "Fri, 24 May 2013 00:00:00 GMT",
            "host",
            HOST,
            "x-amz-storage-class",
            "REDUCED_REDUNDANCY");

    assertThat(
            signature(request, "44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072"))
        .isEqualTo("98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd");
  }

  @Test
  public void aParameterWithoutValue() {
    assertThat(signature(request("GET", "/?lifecycle", "host", HOST), PayloadForm.EMPTY_SHA256))
        .isEqualTo("fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543");
  }

  @Test
  public void parametersWithValues() {
    assertThat(
            signature(
                request("GET", "/?max-keys=2&prefix=J", "host", HOST), PayloadForm.EMPTY_SHA256))
        .isEqualTo("34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7");
  }

  @Test
  public void presigned() {
    assertThat(signer.presign(request("GET", "/test.txt", "host", HOST), TIME, Duration.ofDays(1)))
        .isEqualTo(
            "/test.txt?X-Amz-Algorithm=AWS4-HMAC-SHA256"
                + "&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request"
                + "&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host"
                + "&X-Amz-Signature="
                + "aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404");
  }

  @Test
  public void chunks() {
    RequestSigner.Signed signed =
        signer.sign(chunked("content-length", "66824"), PayloadForm.SIGNED_CHUNKS.value(), TIME);

    assertThat(signed.signature())
        .isEqualTo("4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9");
    assertThat(signed.chunks().chunk(Sha256.digest("a".repeat(65_536))))
        .isEqualTo("ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648");
    assertThat(signed.chunks().chunk(Sha256.digest("a".repeat(1_024))))
        .isEqualTo("0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497");
    assertThat(signed.chunks().chunk(Sha256.digest("")))
        .isEqualTo("b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9");
  }

  @Test
  public void chunksWithATrailer() {
    RequestSigner.Signed signed =
        signer.sign(
            chunked("x-amz-trailer", "x-amz-checksum-crc32c"),
            PayloadForm.SIGNED_CHUNKS_TRAILER.value(),
            TIME);

    assertThat(signed.signature())
        .isEqualTo("106e2a8a18243abcf37539882f36619c00e2dfc72633413f02d3b74544bfeb8e");
    assertThat(signed.chunks().chunk(Sha256.digest("a".repeat(65_536))))
        .isEqualTo("b474d8862b1487a5145d686f57f013e54db672cee1c953b3010fb58501ef5aa2");
    assertThat(signed.chunks().chunk(Sha256.digest("a".repeat(1_024))))
        .isEqualTo("1c1344b170168f8e65b41376b44b20fe354e373826ccbbe2c1d40a8cae51e5c7");
    assertThat(signed.chunks().chunk(Sha256.digest("")))
        .isEqualTo("2ca2aba2005185cf7159c6277faf83795951dd77a3a99e6e65d5c9f85863f992");
    String trailer =
        ChunkSignatures.canonicalTrailer(Map.of("X-Amz-Checksum-Crc32c", " sOO8/Q== "));
    assertThat(trailer).isEqualTo("x-amz-checksum-crc32c:sOO8/Q==\n");
    assertThat(signed.chunks().trailer(Sha256.digest(trailer)))
        .isEqualTo("d81f82fc3505edab99d459891051a732e8730629a2e4a59689829ca17fe2e435");
  }

  private static SignableRequest chunked(String name, String value) {
    return request(
        "PUT",
        "/examplebucket/chunkObject.txt",
        "host",
        "s3.amazonaws.com",
        "x-amz-storage-class",
        "REDUCED_REDUNDANCY",
        "content-encoding",
        "aws-chunked",
        "x-amz-decoded-content-length",
        "66560",
        name,
        value);
  }

  private static SignableRequest request(String method, String target, String... headers) {
    Map<String, List<String>> byName = new LinkedHashMap<>();
    for (int i = 0; i < headers.length; i += 2) {
      byName.put(headers[i], List.of(headers[i + 1]));
    }
    return new SignableRequest(method, target, byName);
  }

  private String signature(SignableRequest request, String payload) {
    return signer.sign(request, payload, TIME).signature();
  }
}

package org.mucura.s3.header;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.http.HttpFields;
import org.junit.Test;
import org.mucura.core.S3Exception;
import org.mucura.core.content.ObjectAttributes;
import org.mucura.wire.ErrorCode;

public class AttributeHeadersTest {

  @Test
  public void whatIsSaidOfAnObjectIsKeptAsItIs() {
    HttpFields headers =
        HttpFields.build()
            .add("Content-Type", "anything at all")
            .add("Cache-Control", "no-cache")
            .add("Expires", "never")
            .add("x-amz-meta-Color", "red")
            .add("x-amz-meta-color", "green")
            .add("Authorization", "secret");
    ObjectAttributes attributes = AttributeHeaders.parse(headers);
    assertThat(attributes.headers())
        .isEqualTo(
            Map.of(
                "content-type",
                "anything at all",
                "cache-control",
                "no-cache",
                "expires",
                "never"));
    assertThat(attributes.userMetadata()).isEqualTo(Map.of("color", "red,green"));
  }

  @Test
  public void anObjectWithoutTypeGetsThatOfAws() {
    assertThat(AttributeHeaders.parse(HttpFields.EMPTY).headers())
        .isEqualTo(Map.of("content-type", "binary/octet-stream"));
  }

  @Test
  public void theFramingOfTheBodyIsNoEncodingOfTheObject() {
    assertThat(encoding("aws-chunked")).isEmpty();
    assertThat(encoding("aws-chunked,gzip")).contains("gzip");
    assertThat(encoding("gzip, AWS-Chunked , br")).contains("gzip,br");
    assertThat(encoding("gzip")).contains("gzip");
  }

  @Test
  public void metadataIsBounded() {
    HttpFields.Mutable headers = HttpFields.build().add("x-amz-meta-a", "v".repeat(2047));
    assertThat(AttributeHeaders.parse(headers).userMetadata()).containsKey("a");
    headers.add("x-amz-meta-b", "");
    assertThatThrownBy(() -> AttributeHeaders.parse(headers))
        .isInstanceOfSatisfying(
            S3Exception.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.METADATA_TOO_LARGE));
  }

  @Test
  public void thereIsOneStorageClass() {
    HttpFields standard = HttpFields.build().add("x-amz-storage-class", "STANDARD");
    assertThat(AttributeHeaders.parse(standard).storageClass()).isEqualTo("STANDARD");
    HttpFields glacier = HttpFields.build().add("x-amz-storage-class", "GLACIER");
    assertThatThrownBy(() -> AttributeHeaders.parse(glacier)).isInstanceOf(S3Exception.class);
  }

  @Test
  public void textBeyondAsciiIsUtf8AndComesBackEncoded() {
    String received = new String("€".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    assertThat(HeaderText.decode(received)).isEqualTo("€");
    assertThat(HeaderText.decode("\u00e9")).isEqualTo("\u00e9");
    assertThat(HeaderText.encode("€")).isEqualTo("=?UTF-8?B?4oKs?=");
    assertThat(HeaderText.encode("plain")).isEqualTo("plain");
  }

  private static Optional<String> encoding(String value) {
    HttpFields headers = HttpFields.build().add("Content-Encoding", value);
    return Optional.ofNullable(AttributeHeaders.parse(headers).headers().get("content-encoding"));
  }
}

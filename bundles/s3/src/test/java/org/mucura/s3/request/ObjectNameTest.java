package org.mucura.s3.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.eclipse.jetty.http.HttpFields;
import org.junit.Test;
import org.mucura.core.S3Exception;
import org.mucura.wire.ErrorCode;
import org.mucura.wire.UriEncoding;

public class ObjectNameTest {

  private static final List<String> ODD_KEYS =
      List.of(
          "a",
          "a/b",
          "a//b",
          "/a",
          "//",
          "/",
          ".",
          "..",
          "a/../b",
          "../b",
          "a%2Fb",
          "x;y=1",
          "+",
          " ",
          "a b",
          "a?b",
          "a#b",
          "a&b=c",
          "😀",
          "\u0001",
          "\\",
          "..\\b",
          "%",
          "%00",
          "é",
          "e\u0301",
          "\ufffd",
          "?versionId=null",
          "k".repeat(1024));

  @Test
  public void oddKeysComeThroughPathsUnharmed() {
    for (String key : ODD_KEYS) {
      for (String encoded : List.of(UriEncoding.encode(key), UriEncoding.encodePath(key))) {
        assertThat(ObjectName.parse("b/" + encoded))
            .isEqualTo(new ObjectName("b", Optional.of(key)));
      }
    }
  }

  @Test
  public void oddKeysComeThroughCopySourcesUnharmed() {
    for (String key : ODD_KEYS) {
      String encoded = UriEncoding.encodePath(key);
      for (String before : List.of("", "/")) {
        for (String behind : List.of("", "?versionId=null")) {
          HttpFields headers =
              HttpFields.build().add(CopySourceHeader.NAME, before + "b/" + encoded + behind);
          assertThat(CopySourceHeader.parse(headers))
              .isEqualTo(new ObjectName("b", Optional.of(key)));
        }
      }
    }
  }

  @Test
  public void copySourcesNeedNotBeEncoded() {
    String received =
        new String(
            "b/naïve €+😀 a?b".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    assertThat(copySource(received)).isEqualTo(new ObjectName("b", Optional.of("naïve €+😀 a?b")));
    assertCode(ErrorCode.INVALID_ARGUMENT, () -> copySource("b/\u00c3("));
  }

  @Test
  public void anyTextIsAKey() {
    Random random = new Random(4);
    for (int i = 0; i < 2000; i++) {
      int[] points = random.ints(1 + random.nextInt(200), 1, 0x30000).toArray();
      StringBuilder key = new StringBuilder();
      for (int point : points) {
        if (point < Character.MIN_SURROGATE || point > Character.MAX_SURROGATE) {
          key.appendCodePoint(point);
        }
      }
      if (key.length() > 0) {
        assertThat(ObjectName.parse("b/" + UriEncoding.encode(key.toString())).key())
            .contains(key.toString());
      }
    }
  }

  @Test
  public void aBucketNeedsNoKey() {
    assertThat(ObjectName.parse("b")).isEqualTo(new ObjectName("b", Optional.empty()));
    assertThat(ObjectName.parse("b/")).isEqualTo(new ObjectName("b", Optional.empty()));
  }

  @Test
  public void aSlashInTheBucketIsNotOneOfThePath() {
    assertThat(ObjectName.parse("a%2Fb/c")).isEqualTo(new ObjectName("a/b", Optional.of("c")));
    assertThat(ObjectName.parse("a\\..\\c/d").bucket()).isEqualTo("a\\..\\c");
  }

  @Test
  public void whatIsNotTextIsRefused() {
    for (String broken :
        List.of("b/%", "b/%0", "b/%gg", "b/%ff", "b/%c3%28", "b/%00", "b/\ufffd")) {
      assertCode(ErrorCode.INVALID_URI, () -> ObjectName.parse(broken));
    }
  }

  @Test
  public void lengthIsCountedInBytes() {
    assertCode(ErrorCode.KEY_TOO_LONG_ERROR, () -> ObjectName.checkKey("k".repeat(1025)));
    assertThat(ObjectName.checkKey("€".repeat(341))).hasSize(341);
    assertCode(ErrorCode.KEY_TOO_LONG_ERROR, () -> ObjectName.checkKey("€".repeat(342)));
  }

  @Test
  public void aCopySourceMustNameAnObjectAndNoVersion() {
    for (String broken : List.of("", "/", "b", "b/", "/b/", "//k", "b/%zz")) {
      assertCode(ErrorCode.INVALID_ARGUMENT, () -> copySource(broken));
    }
    assertCode(ErrorCode.NOT_IMPLEMENTED, () -> copySource("b/k?versionId=3"));
    assertCode(ErrorCode.INVALID_ARGUMENT, () -> CopySourceHeader.parse(HttpFields.EMPTY));
  }

  private static ObjectName copySource(String value) {
    return CopySourceHeader.parse(HttpFields.build().add(CopySourceHeader.NAME, value));
  }

  private static void assertCode(ErrorCode code, Runnable parsing) {
    assertThatThrownBy(parsing::run)
        .isInstanceOfSatisfying(S3Exception.class, e -> assertThat(e.code()).isEqualTo(code));
  }
}

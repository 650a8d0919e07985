package org.mucura.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.Test;

public final class UriEncodingTest {

  @Test
  public void onlyTheUnreservedStay() {
    assertThat(UriEncoding.encode("AZaz09-._~")).isEqualTo("AZaz09-._~");
    assertThat(UriEncoding.encode("a b/c+d=e&f%g*h")).isEqualTo("a%20b%2Fc%2Bd%3De%26f%25g%2Ah");
    assertThat(UriEncoding.encode("é\u0000😀")).isEqualTo("%C3%A9%00%F0%9F%98%80");
    assertThat(UriEncoding.encode("")).isEmpty();
  }

  @Test
  public void aPathKeepsItsSlashes() {
    assertThat(UriEncoding.encodePath("/a//b/../c d;e=f")).isEqualTo("/a//b/../c%20d%3Be%3Df");
  }

  @Test
  public void decodesOnce() {
    assertThat(UriEncoding.decode("a%252Fb")).contains("a%2Fb");
    assertThat(UriEncoding.decode("a%2fb%2Fc")).contains("a/b/c");
    assertThat(UriEncoding.decode("a+b")).contains("a+b");
    assertThat(UriEncoding.decodeQuery("a+b%2B%20")).contains("a b+ ");
    assertThat(UriEncoding.decode("é%C3%A9")).contains("éé");
  }

  @Test
  public void brokenEscapesAreNotGuessed() {
    for (String broken : new String[] {"%", "a%2", "%g0", "%0g", "%-1", "%+1", "%%20", "%２0"}) {
      assertThat(UriEncoding.decode(broken)).as(broken).isEmpty();
      assertThat(UriEncoding.decodeQuery(broken)).as(broken).isEmpty();
    }
  }

  @Test
  public void bytesThatAreNotUtf8AreRefused() {
    for (String broken : new String[] {"%FF", "%C0%AF", "%ED%A0%80", "%C3", "%F4%90%80%80"}) {
      assertThat(UriEncoding.decode(broken)).as(broken).isEmpty();
    }
  }

  @Test
  public void decodingUndoesEncoding() {
    Random random = new Random(3986);
    for (int round = 0; round < 5_000; round++) {
      String text =
          random
              .ints(random.nextInt(20), 0, round % 2 == 0 ? 128 : Character.MAX_CODE_POINT + 1)
              .filter(c -> c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE)
              .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
              .toString();

      assertThat(UriEncoding.decode(UriEncoding.encode(text))).contains(text);
      assertThat(UriEncoding.decode(UriEncoding.encodePath(text))).contains(text);
      assertThat(UriEncoding.decodeQuery(UriEncoding.encode(text))).contains(text);
    }
  }
}

package org.mucura.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.Test;
import org.mucura.wire.QueryString.Parameter;

public final class QueryStringTest {

  @Test
  public void takesPairsApart() {
    assertThat(parse("a=1&b&c=&=d&&a=x=y&").parameters())
        .containsExactly(
            new Parameter("a", "1"),
            new Parameter("b", ""),
            new Parameter("c", ""),
            new Parameter("", "d"),
            new Parameter("a", "x=y"));
    assertThat(parse("").parameters()).isEmpty();
    assertThat(parse("&").parameters()).isEmpty();
  }

  @Test
  public void decodesEachPartOnce() {
    assertThat(parse("p%26q=%2526+%2B;x").parameters())
        .containsExactly(new Parameter("p&q", "%26 +;x"));
  }

  @Test
  public void brokenEscapesAreNotGuessed() {
    assertThat(QueryString.parse("a=%")).isEmpty();
    assertThat(QueryString.parse("%zz=1")).isEmpty();
    assertThat(QueryString.parse("a=%FF")).isEmpty();
  }

  @Test
  public void findsByName() {
    QueryString query = parse("a=1&a=2&uploads");

    assertThat(query.first("a")).contains("1");
    assertThat(query.contains("uploads")).isTrue();
    assertThat(query.contains("Uploads")).isFalse();
    assertThat(query.without("a").parameters()).containsExactly(new Parameter("uploads", ""));
  }

  @Test
  public void sortsByNameBeforeValue() {
    assertThat(parse("a-b=1&a=2&a=10&A=3&a.=4&a").canonical())
        .isEqualTo("A=3&a=&a=10&a=2&a-b=1&a.=4");
  }

  @Test
  public void sortsByEncodedNames() {
    assertThat(parse("%C3%A9=1&z=2&%7B=3&~=4").canonical()).isEqualTo("%7B=3&%C3%A9=1&z=2&~=4");
  }

  @Test
  public void theCanonicalFormMeansTheSameAndDependsOnNoOrder() {
    Random random = new Random(7);
    for (int round = 0; round < 2_000; round++) {
      List<Parameter> parameters = new ArrayList<>();
      for (int i = random.nextInt(6); i > 0; i--) {
        parameters.add(new Parameter("n" + text(random), text(random)));
      }
      QueryString query = new QueryString(parameters);
      String canonical = query.canonical();

      assertThat(parse(canonical).parameters()).containsExactlyInAnyOrderElementsOf(parameters);
      assertThat(parse(canonical).canonical()).isEqualTo(canonical);
      Collections.shuffle(parameters, random);
      assertThat(new QueryString(parameters).canonical()).isEqualTo(canonical);
    }
  }

  private static String text(Random random) {
    return random
        .ints(random.nextInt(5), 0, 0x300)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static QueryString parse(String raw) {
    return QueryString.parse(raw).orElseThrow();
  }
}

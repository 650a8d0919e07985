package org.mucura.core.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.Test;

public class WildcardTest {

  @Test
  public void aStarStandsForAnything() {
    assertThat(Wildcard.matches("*", "")).isTrue();
    assertThat(Wildcard.matches("a*c", "ac")).isTrue();
    assertThat(Wildcard.matches("a*c", "a/b/c")).isTrue();
    assertThat(Wildcard.matches("a*b*c", "abbbc")).isTrue();
    assertThat(Wildcard.matches("a*c", "acd")).isFalse();
    assertThat(Wildcard.matches("", "a")).isFalse();
  }

  @Test
  public void aQuestionMarkStandsForOneCharacter() {
    assertThat(Wildcard.matches("a?", "ab")).isTrue();
    assertThat(Wildcard.matches("a?", "a")).isFalse();
    assertThat(Wildcard.matches("a?c", "a\ud83d\ude00c")).isTrue();
    assertThat(Wildcard.matches("??", "\ud83d\ude00")).isFalse();
    assertThat(Wildcard.matches("*??", "\ud83d\ude00")).isFalse();
  }

  @Test
  public void actionsHaveNoCaseAndResourcesHave() {
    assertThat(Wildcard.matchesIgnoringCase("S3:get*", "s3:GetObject")).isTrue();
    assertThat(Wildcard.matches("arn:aws:s3:::B", "arn:aws:s3:::b")).isFalse();
    assertThat(Wildcard.matchesIgnoringCase("\u0130", "i")).isFalse();
  }

  @Test(timeout = 10_000)
  public void manyStarsTakeNoTime() {
    assertThat(Wildcard.matches("a*".repeat(200) + "b", "a".repeat(20_000))).isFalse();
  }

  @Test
  public void agreesWithARegularExpression() {
    Random random = new Random(7);
    for (int i = 0; i < 100_000; i++) {
      String pattern = text(random, "ab*?", 8);
      String text = text(random, "abA", 8);
      assertThat(Wildcard.matches(pattern, text))
          .as("%s of %s", pattern, text)
          .isEqualTo(text.matches(regex(pattern)));
      assertThat(Wildcard.matchesIgnoringCase(pattern, text))
          .isEqualTo(
              Pattern.compile(regex(pattern), Pattern.CASE_INSENSITIVE).matcher(text).matches());
    }
  }

  private static String regex(String pattern) {
    return pattern
        .chars()
        .mapToObj(c -> c == '*' ? ".*" : c == '?' ? "." : Character.toString(c))
        .collect(Collectors.joining());
  }

  private static String text(Random random, String alphabet, int lengthMax) {
    return random
        .ints(random.nextInt(lengthMax + 1), 0, alphabet.length())
        .mapToObj(i -> alphabet.substring(i, i + 1))
        .collect(Collectors.joining());
  }
}

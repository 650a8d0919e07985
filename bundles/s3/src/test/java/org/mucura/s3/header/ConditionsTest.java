package org.mucura.s3.header;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.eclipse.jetty.http.HttpFields;
import org.junit.Test;
import org.mucura.core.S3Exception;
import org.mucura.core.object.EtagMatch;
import org.mucura.core.object.ReadConditions;
import org.mucura.core.object.WriteCondition;

public class ConditionsTest {

  private static final String DATE = "Sun, 22 Nov 2026 01:02:03 GMT";

  @Test
  public void withoutHeadersNothingIsDemanded() {
    assertThat(Conditions.ofRead(HttpFields.EMPTY)).isSameAs(ReadConditions.NONE);
    assertThat(Conditions.ofWrite(HttpFields.EMPTY, false)).isEqualTo(WriteCondition.NONE);
  }

  @Test
  public void entityTagsComeWithQuotesOrWithout() {
    assertThat(ifMatch("\"a\"")).isEqualTo(EtagMatch.of("a"));
    assertThat(ifMatch("a")).isEqualTo(EtagMatch.of("a"));
    assertThat(ifMatch("\"a\", b ,\"c,d\"")).isEqualTo(EtagMatch.of("a", "b", "c,d"));
    assertThat(ifMatch("*")).isEqualTo(EtagMatch.ANY);
  }

  @Test
  public void weakTagsCountForNoneMatchOnly() {
    assertThat(ifMatch("W/\"a\"")).isEqualTo(EtagMatch.of());
    HttpFields headers = HttpFields.build().add("If-None-Match", "W/\"a\"");
    assertThat(Conditions.ofRead(headers).ifNoneMatch()).contains(EtagMatch.of("a"));
  }

  @Test
  public void timesAreHttpDatesOrDemandNothing() {
    HttpFields headers =
        HttpFields.build()
            .add("If-Modified-Since", DATE)
            .add("x-amz-copy-source-if-unmodified-since", DATE);
    Instant time = Instant.parse("2026-11-22T01:02:03Z");
    assertThat(Conditions.ofRead(headers).ifModifiedSince()).contains(time);
    assertThat(Conditions.ofSource(headers).ifUnmodifiedSince()).contains(time);
    HttpFields broken = HttpFields.build().add("If-Modified-Since", "yesterday");
    assertThat(Conditions.ofRead(broken)).isEqualTo(ReadConditions.NONE);
  }

  @Test
  public void aWriteMayDemandThatThereIsNothing() {
    HttpFields any = HttpFields.build().add("If-None-Match", "*");
    assertThat(Conditions.ofWrite(any, false)).isEqualTo(WriteCondition.IF_ABSENT);
    HttpFields tag = HttpFields.build().add("If-None-Match", "\"a\"");
    assertThatThrownBy(() -> Conditions.ofWrite(tag, false)).isInstanceOf(S3Exception.class);
    assertThat(Conditions.ofWrite(HttpFields.EMPTY, true).createOnly()).isTrue();
  }

  @Test
  public void aRangeDependsOnTagOrTime() {
    Instant modified = Instant.parse("2026-11-22T01:02:03.456Z");
    assertThat(ifRange("\"a\"", modified)).isTrue();
    assertThat(ifRange("\"b\"", modified)).isFalse();
    assertThat(ifRange("W/\"a\"", modified)).isFalse();
    assertThat(ifRange(DATE, modified)).isTrue();
    assertThat(ifRange(DATE, modified.plusSeconds(1))).isFalse();
    assertThat(Conditions.ifRange(HttpFields.EMPTY, "a", modified)).isTrue();
  }

  private static boolean ifRange(String value, Instant modified) {
    return Conditions.ifRange(HttpFields.build().add("If-Range", value), "a", modified);
  }

  private static EtagMatch ifMatch(String value) {
    return Conditions.ifMatch(HttpFields.build().add("If-Match", value)).orElseThrow();
  }
}

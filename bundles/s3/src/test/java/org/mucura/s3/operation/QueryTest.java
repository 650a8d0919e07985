package org.mucura.s3.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.Test;
import org.mucura.core.S3Exception;

public class QueryTest {

  @Test
  public void namesAndValuesAreDecodedOnce() {
    Query query = Query.parse("prefix=a%2Fb%252F+c&%70=%e2%82%ac&empty=&bare");
    assertThat(query.value("prefix")).contains("a/b%2F c");
    assertThat(query.value("p")).contains("€");
    assertThat(query.value("empty")).contains("");
    assertThat(query.nonEmpty("empty")).isEmpty();
    assertThat(query.has("bare")).isTrue();
    assertThat(query.value("missing")).isEmpty();
  }

  @Test
  public void aSeparatorInAValueIsPartOfIt() {
    assertThat(Query.parse("a=b%26c%3Dd=e").value("a")).contains("b&c=d=e");
  }

  @Test
  public void ofSeveralOfOneNameTheFirstCounts() {
    assertThat(Query.parse("a=1&a=2").value("a")).contains("1");
  }

  @Test
  public void whatIsNotPercentEncodedUtf8IsRefused() {
    for (String broken : new String[] {"a=%", "a=%2", "a=%zz", "a=%ff", "%c3=a"}) {
      assertThatThrownBy(() -> Query.parse(broken)).as(broken).isInstanceOf(S3Exception.class);
    }
  }
}

package org.mucura.s3.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.eclipse.jetty.http.HttpURI;
import org.junit.Test;
import org.mucura.core.S3Exception;
import org.mucura.s3.operation.Level;

public class TargetTest {

  private static final BaseDomains DOMAINS =
      new BaseDomains("s3.example.org", " S3.EU.example.org ", "", "eu.example.org");

  @Test
  public void theBucketIsInThePath() {
    Target target = parse("/b/a//b?prefix=1", "localhost:9000");
    assertThat(target.bucket()).contains("b");
    assertThat(target.key()).contains("a//b");
    assertThat(target.query().first("prefix")).contains("1");
    assertThat(target.level()).isEqualTo(Level.OBJECT);
  }

  @Test
  public void theBucketIsInTheHost() {
    Target target = parse("//a/../b;v=1", "My.Bucket.S3.example.org.:9000");
    assertThat(target.bucket()).contains("my.bucket");
    assertThat(target.key()).contains("/a/../b;v=1");
    assertThat(parse("/", "b.s3.example.org").level()).isEqualTo(Level.BUCKET);
  }

  @Test
  public void theLongestDomainCounts() {
    assertThat(parse("/k", "b.s3.eu.example.org").bucket()).contains("b");
  }

  @Test
  public void otherHostsNameNoBucket() {
    for (String host :
        new String[] {
          "s3.example.org",
          "example.org",
          "[::1]:80",
          "127.0.0.1",
          "xs3.example.org",
          ".s3.example.org",
          ""
        }) {
      assertThat(parse("/", host).level()).as(host).isEqualTo(Level.SERVICE);
    }
  }

  @Test
  public void levelsFollowFromThePath() {
    assertThat(parse("/", "h").level()).isEqualTo(Level.SERVICE);
    assertThat(parse("/b", "h").level()).isEqualTo(Level.BUCKET);
    assertThat(parse("/b/", "h").level()).isEqualTo(Level.BUCKET);
    assertThat(parse("/b//", "h").key()).contains("/");
    assertThat(parse("//b/k", "h").bucket()).contains("");
  }

  @Test
  public void whatIsNoTargetIsRefused() {
    assertThatThrownBy(() -> parse("/b/k#f", "h")).isInstanceOf(S3Exception.class);
    assertThatThrownBy(() -> Target.parse(HttpURI.from("OPTIONS", "*"), "h", DOMAINS))
        .isInstanceOf(S3Exception.class);
  }

  private static Target parse(String raw, String host) {
    return Target.parse(HttpURI.from("GET", raw), host, DOMAINS);
  }
}

package org.mucura.wire.sigv4;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.Test;
import org.mucura.wire.QueryString;

public final class PresignedAuthorizationTest {

  private static final Instant TIME = Instant.parse("2013-05-24T00:00:00Z");

  private static final String GOOD =
      new RequestSigner("AK", "secret", "us-east-1", "s3")
          .presign(
              new SignableRequest("GET", "/b/k?versionId=1", Map.of("host", List.of("h"))),
              TIME,
              Duration.ofHours(1))
          .substring("/b/k?".length());

  @Test
  public void readsWhatTheSignerWrites() throws SigV4Exception {
    PresignedAuthorization presigned = parse(GOOD);

    assertThat(presigned.date()).isEqualTo(TIME);
    assertThat(presigned.expires()).isEqualTo(Duration.ofHours(1));
    assertThat(presigned.authorization().accessKeyId()).isEqualTo("AK");
    assertThat(presigned.authorization().scope()).hasToString("20130524/us-east-1/s3/aws4_request");
    assertThat(presigned.authorization().signedHeaders()).containsExactly("host");
  }

  @Test
  public void everyParameterIsNeededOnce() {
    for (String name :
        List.of("Algorithm", "Credential", "Date", "Expires", "SignedHeaders", "Signature")) {
      assertMalformed(GOOD.replace("X-Amz-" + name + "=", "x="), "requires the X-Amz-Algorithm");
      assertMalformed(GOOD + "&X-Amz-" + name + "=1", "X-Amz-" + name + " must occur once");
    }
  }

  @Test
  public void saysWhatIsMalformed() {
    assertMalformed(GOOD.replace("AWS4-HMAC-SHA256", "AWS3"), "X-Amz-Algorithm only supports");
    assertMalformed(GOOD.replace("20130524T000000Z", "20130524T240000Z"), "X-Amz-Date must be");
    assertMalformed(GOOD.replace("20130524T000000Z", "2013-05-24T00:00:00Z"), "X-Amz-Date must be");
    assertMalformed(GOOD.replace("=3600", "=1h"), "should be a number");
    assertMalformed(GOOD.replace("=3600", "=" + "9".repeat(40)), "should be a number");
    assertMalformed(GOOD.replace("=3600", "=-1"), "must be non-negative");
    assertMalformed(GOOD.replace("=3600", "=604801"), "must be less than a week");
    assertMalformed(GOOD.replace("AK%2F", "AK"), "the Credential is mal-formed");
  }

  @Test
  public void sevenDaysAreTheMost() throws SigV4Exception {
    assertThat(parse(GOOD.replace("=3600", "=604800")).expires()).isEqualTo(Duration.ofDays(7));
  }

  private static PresignedAuthorization parse(String query) throws SigV4Exception {
    return PresignedAuthorization.parse(QueryString.parse(query).orElseThrow());
  }

  private static void assertMalformed(String query, String message) {
    assertThatThrownBy(() -> parse(query))
        .isInstanceOf(SigV4Exception.class)
        .hasMessageContaining(message);
  }
}

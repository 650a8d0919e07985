package org.mucura.wire.sigv4;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import org.junit.Test;

public final class SigV4AuthorizationTest {

  private static final String GOOD =
      "AWS4-HMAC-SHA256 Credential=AK/20130524/us-east-1/s3/aws4_request,"
          + " SignedHeaders=host;x-amz-date, Signature=00ff";

  private static final SigV4Authorization PARSED =
      new SigV4Authorization(
          "AK",
          new CredentialScope(LocalDate.of(2013, 5, 24), "us-east-1", "s3"),
          List.of("host", "x-amz-date"),
          "00ff");

  @Test
  public void readsWhatItWrites() throws SigV4Exception {
    assertThat(SigV4Authorization.parse(GOOD)).isEqualTo(PARSED);
    assertThat(PARSED.header()).isEqualTo(GOOD);
  }

  @Test
  public void spacesAndOrderDoNotMatter() throws SigV4Exception {
    assertThat(
            SigV4Authorization.parse(
                "AWS4-HMAC-SHA256   Signature=00ff,SignedHeaders=host;x-amz-date ,"
                    + "Credential=AK/20130524/us-east-1/s3/aws4_request"))
        .isEqualTo(PARSED);
  }

  @Test
  public void saysWhatIsMalformed() {
    assertMalformed("AWS4-HMAC-SHA256", "does not begin");
    assertMalformed("AWS4-HMAC-SHA256 ", "the authorization component \"\"");
    assertMalformed(GOOD + ",", "the authorization component \"\"");
    assertMalformed(GOOD + ",Other=1", "the authorization component \"Other=1\"");
    assertMalformed(GOOD + ",Signature=00", "the authorization component \"Signature=00\"");
    assertMalformed(GOOD.replace("Signature=00ff", "Signature"), "component \"Signature\"");
    assertMalformed(GOOD.replace(", Signature=00ff", ""), "missing Signature");
    assertMalformed(GOOD.replace("=00ff", "="), "missing Signature");
    assertMalformed(GOOD.replace("AK/", "/"), "the Credential is mal-formed");
    assertMalformed(GOOD.replace("AK/", "A/K/"), "the Credential is mal-formed");
    assertMalformed(GOOD.replace("/s3/", "//"), "the Credential is mal-formed");
    assertMalformed(GOOD.replace("/us-east-1/", "//"), "the Credential is mal-formed");
    assertMalformed(GOOD.replace("20130524", "20130532"), "incorrect date format \"20130532\"");
    assertMalformed(GOOD.replace("20130524", "2013-05-24"), "incorrect date format");
    assertMalformed(GOOD.replace("20130524", "+20130524"), "incorrect date format");
    assertMalformed(GOOD.replace("aws4_request", "aws5"), "incorrect terminal \"aws5\"");
    assertMalformed(GOOD.replace("host;", "Host;"), "the SignedHeaders");
    assertMalformed(GOOD.replace("host;", ";"), "the SignedHeaders");
    assertMalformed(GOOD.replace("host;", "ho st;"), "the SignedHeaders");
  }

  @Test
  public void recordsCheckThemselves() {
    CredentialScope scope = PARSED.scope();

    assertThatThrownBy(() -> new SigV4Authorization("", scope, List.of("host"), "00"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new SigV4Authorization("AK", scope, List.of(), "00"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new SigV4Authorization("AK", scope, List.of("Host"), "00"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new CredentialScope(scope.date(), "a/b", "s3"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new CredentialScope(scope.date(), "us-east-1", ""))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static void assertMalformed(String header, String message) {
    assertThatThrownBy(() -> SigV4Authorization.parse(header))
        .isInstanceOf(SigV4Exception.class)
        .hasMessageContaining(message);
  }
}

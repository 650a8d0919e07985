package org.mucura.auth.s3signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mucura.auth.s3signature.Signer.NOW;
import static org.mucura.auth.s3signature.Signer.edited;
import static org.mucura.auth.s3signature.Signer.editedTarget;
import static org.mucura.auth.s3signature.Signer.get;
import static org.mucura.auth.s3signature.Signer.presigned;
import static org.mucura.auth.s3signature.Signer.signed;
import static org.mucura.auth.s3signature.Signer.withHeader;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.Test;
import org.mucura.spi.auth.AuthOutcome;
import org.mucura.spi.auth.AuthRequest;
import org.mucura.spi.tests.auth.AuthRequests;
import org.mucura.wire.sigv4.PayloadForm;
import org.mucura.wire.sigv4.RequestSigner;

/** The answers to what is wrong, in AWS's words. */
public final class S3SignatureAuthenticatorTest extends AuthenticatorTest {

  @Test
  public void showsWhatItComparedWhenTheSignatureIsWrong() {
    AuthOutcome.Refused refused =
        refused(edited(signed(get("/b/k?x")), "authorization", "Signature=", "Signature=0"));

    assertThat(refused.code()).isEqualTo("SignatureDoesNotMatch");
    assertThat(refused.details().keySet())
        .containsExactly(
            "AWSAccessKeyId",
            "StringToSign",
            "SignatureProvided",
            "StringToSignBytes",
            "CanonicalRequest",
            "CanonicalRequestBytes");
    assertThat(refused.details())
        .containsEntry("AWSAccessKeyId", Signer.KEY_ID)
        .containsEntry(
            "CanonicalRequest",
            "GET\n/b/k\nx=\nhost:localhost:9000\nx-amz-content-sha256:"
                + PayloadForm.EMPTY_SHA256
                + "\nx-amz-date:20260301T120000Z\n\nhost;x-amz-content-sha256;x-amz-date\n"
                + PayloadForm.EMPTY_SHA256);
    assertThat(refused.details().get("StringToSign"))
        .startsWith("AWS4-HMAC-SHA256\n20260301T120000Z\n20260301/us-east-1/s3/aws4_request\n");
    assertThat(refused.details().get("StringToSignBytes")).startsWith("41 57 53 34 2d");
    assertThat(refused.details().get("CanonicalRequestBytes")).startsWith("47 45 54 0a 2f 62");
    assertThat(refused.details().get("SignatureProvided")).hasSize(65);
  }

  @Test
  public void unknownKeys() {
    AuthOutcome.Refused refused =
        refused(edited(signed(get("/")), "authorization", "AKIA", "AKIB"));

    assertThat(refused.code()).isEqualTo("InvalidAccessKeyId");
    assertThat(refused.details())
        .isEqualTo(Map.of("AWSAccessKeyId", Signer.KEY_ID.replace("AKIA", "AKIB")));
  }

  @Test
  public void clocksMayDifferByAQuarterOfAnHour() {
    AuthRequest signed = signed(get("/"));

    assertAuthenticated(AuthRequests.at(signed, NOW.plusSeconds(900)));
    assertAuthenticated(AuthRequests.at(signed, NOW.minusSeconds(900)));
    assertThat(code(AuthRequests.at(signed, NOW.minusSeconds(901))))
        .isEqualTo("RequestTimeTooSkewed");
    assertThat(refused(AuthRequests.at(signed, NOW.plusSeconds(901))))
        .isEqualTo(
            new AuthOutcome.Refused(
                "RequestTimeTooSkewed",
                "The difference between the request time and the current time is too large.",
                Map.of(
                    "RequestTime", "20260301T120000Z",
                    "ServerTime", "2026-03-01T12:15:01Z",
                    "MaxAllowedSkewMilliseconds", "900000")));
  }

  @Test
  public void whatAmazonNamesMustBeSigned() {
    AuthRequest added = withHeader(withHeader(signed(get("/")), "x-amz-b", "1"), "x-amz-a", "2");

    assertThat(refused(added))
        .isEqualTo(
            new AuthOutcome.Refused(
                "AccessDenied",
                "There were headers present in the request which were not signed",
                Map.of("HeadersNotSigned", "x-amz-a, x-amz-b")));
    assertAuthenticated(withHeader(signed(get("/")), "x-amzn-trace-id", "1"));
    assertThat(code(withHeader(presigned(get("/")), "x-amz-acl", "public-read")))
        .isEqualTo("AccessDenied");
  }

  @Test
  public void theHostMustBeSigned() {
    AuthRequest signed = signed(get("/"));

    assertThat(
            refused(edited(signed, "authorization", "SignedHeaders=host;", "SignedHeaders="))
                .details())
        .containsEntry("HeadersNotSigned", "host");
  }

  @Test
  public void theHostOfHttp2IsTheAuthority() {
    assertAuthenticated(withHeader(signed(get("/b/k")), "host"));
  }

  @Test
  public void aSignedHeaderMustBeThereEvenIfEmpty() {
    AuthRequest signed = signed(withHeader(get("/"), "x-amz-meta-a", ""));

    assertAuthenticated(signed);
    assertThat(code(withHeader(signed, "x-amz-meta-a"))).isEqualTo("SignatureDoesNotMatch");
  }

  @Test
  public void scopeOfTheHeader() {
    AuthRequest signed = signed(get("/"));

    assertThat(refused(edited(signed, "authorization", "/20260301/", "/20260302/")).reason())
        .isEqualTo(
            "The authorization header is malformed; Invalid credential date \"20260302\". This date"
                + " is not the same as X-Amz-Date: \"20260301T120000Z\".");
    assertThat(refused(edited(signed, "authorization", "/s3/", "/ec2/")).reason())
        .isEqualTo(
            "The authorization header is malformed; incorrect service \"ec2\". This endpoint"
                + " belongs to \"s3\".");
    assertThat(refused(edited(signed, "authorization", "us-east-1", "us-west-2")))
        .isEqualTo(
            new AuthOutcome.Refused(
                "AuthorizationHeaderMalformed",
                "The authorization header is malformed; the region 'us-west-2' is wrong; expecting"
                    + " 'us-east-1'",
                Map.of("Region", "us-east-1")));
    assertThat(code(AuthRequests.withScope(signed, AuthRequest.Scope.STS)))
        .isEqualTo("AuthorizationHeaderMalformed");
  }

  @Test
  public void everyAcceptedRegion() {
    RequestSigner german = new RequestSigner(Signer.KEY_ID, Signer.SECRET, "eu-central-1", "s3");
    RequestSigner other = new RequestSigner(Signer.KEY_ID, Signer.SECRET, "moon-1", "s3");
    AuthRequest fromTheMoon = signed(get("/"), PayloadForm.UNSIGNED.value(), other);

    assertAuthenticated(signed(get("/"), PayloadForm.UNSIGNED.value(), german));
    assertThat(code(fromTheMoon)).isEqualTo("AuthorizationHeaderMalformed");

    authenticator =
        new S3SignatureAuthenticator(
            Signer.SECRETS,
            new SignatureRules(List.of("*"), Duration.ofMinutes(15), true, Duration.ofDays(7)));
    assertAuthenticated(fromTheMoon);
  }

  @Test
  public void oneCredentialOnly() {
    AuthRequest presigned = presigned(get("/"));
    AuthRequest both = withHeader(presigned, "authorization", "AWS4-HMAC-SHA256 x");
    String header = signed(get("/")).header("authorization").orElseThrow();

    assertThat(refused(both).code()).isEqualTo("InvalidArgument");
    assertThat(refused(both).reason()).startsWith("Only one auth mechanism allowed;");
    assertThat(refused(both).details()).containsEntry("ArgumentName", "Authorization");
    assertThat(refused(withHeader(presigned, "authorization", "Bearer hidden")).toString())
        .contains("Only one auth mechanism allowed")
        .doesNotContain("hidden");
    assertThat(code(withHeader(signed(get("/")), "authorization", header, "Bearer x")))
        .isEqualTo("InvalidArgument");
  }

  @Test
  public void otherVersionsAreRefusedClearly() {
    for (String other : List.of("AWS AK:sig=", "AWS", "AWS4-ECDSA-P256-SHA256 Credential=a")) {
      assertThat(refused(withHeader(get("/"), "authorization", other)).reason())
          .isEqualTo(
              "The authorization mechanism you have provided is not supported. Please use"
                  + " AWS4-HMAC-SHA256.");
    }
    assertThat(code(get("/b/k?AWSAccessKeyId=AK&Expires=1&Signature=x")))
        .isEqualTo("InvalidRequest");
    assertThat(code(withHeader(get("/"), "authorization", "aws4-hmac-sha256 x")))
        .isEqualTo("AuthorizationHeaderMalformed");
  }

  @Test
  public void theDateMustBeThere() {
    AuthRequest signed = signed(get("/"));
    AuthRequest undated =
        edited(withHeader(signed, "x-amz-date"), "authorization", ";x-amz-date", "");

    assertThat(refused(undated).code()).isEqualTo("AccessDenied");
    assertThat(refused(undated).reason())
        .isEqualTo("AWS authentication requires a valid Date or x-amz-date header");
    assertThat(code(withHeader(signed, "x-amz-date", "now"))).isEqualTo("AccessDenied");
    assertThat(code(withHeader(undated, "date", "Sun, 01 Mar 2026 12:00:00 GMT")))
        .isEqualTo("SignatureDoesNotMatch");
  }

  @Test
  public void theDigestOfTheBodyMustBeThere() {
    AuthRequest signed = signed(get("/"));
    AuthRequest without =
        edited(
            withHeader(signed, "x-amz-content-sha256"),
            "authorization",
            "x-amz-content-sha256;",
            "");

    assertThat(refused(without))
        .isEqualTo(
            new AuthOutcome.Refused(
                "InvalidRequest",
                "Missing required header for this request: x-amz-content-sha256",
                Map.of()));
    for (String wrong :
        List.of("", "e3b0", "UNSIGNED", "STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD")) {
      AuthOutcome.Refused refused = refused(withHeader(signed, "x-amz-content-sha256", wrong));
      assertThat(refused.code()).as(wrong).isEqualTo("InvalidArgument");
      assertThat(refused.details())
          .containsEntry("ArgumentName", "x-amz-content-sha256")
          .containsEntry("ArgumentValue", wrong);
    }
  }

  @Test
  public void headersAreSignedAsTextButComeAsBytes() {
    AuthRequest signed = signed(withHeader(get("/"), "x-amz-meta-a", "é"));

    assertAuthenticated(withHeader(signed, "x-amz-meta-a", "\u00e9"));
    assertAuthenticated(withHeader(signed, "x-amz-meta-a", "\u00c3\u00a9"));
    assertThat(code(withHeader(signed, "x-amz-meta-a", "e"))).isEqualTo("SignatureDoesNotMatch");
    assertAuthenticated(signed(withHeader(get("/"), "x-amz-meta-a", "\u2028")));
  }

  @Test
  public void sessionsAreUnknown() {
    assertThat(code(signed(withHeader(get("/"), "x-amz-security-token", "t"))))
        .isEqualTo("InvalidToken");
    assertThat(code(presigned(get("/?X-Amz-Security-Token=t")))).isEqualTo("InvalidToken");
  }

  @Test
  public void temporaryKeysEnd() {
    authenticator =
        new S3SignatureAuthenticator(
            Signer.secrets(Optional.of(NOW.plusSeconds(60))), Signer.RULES);
    AuthRequest signed = signed(get("/"));

    assertAuthenticated(AuthRequests.at(signed, NOW.plusSeconds(59)));
    assertThat(code(AuthRequests.at(signed, NOW.plusSeconds(60)))).isEqualTo("ExpiredToken");
  }

  @Test
  public void brokenTargets() {
    assertThat(code(AuthRequests.withTarget(signed(get("/")), "/%"))).isEqualTo("InvalidURI");
    assertThat(code(editedTarget(presigned(get("/b?a=1")), "a=1", "a=%"))).isEqualTo("InvalidURI");
    assertThat(authenticator.authenticate(get("/b?a=%"))).isEqualTo(new AuthOutcome.NotMine());
  }

  @Test
  public void howThePathIsEncodedDoesNotMatter() {
    AuthRequest signed = signed(get("/b/a%2Fb=c"));

    assertAuthenticated(signed);
    assertAuthenticated(AuthRequests.withTarget(signed, "/b/a/b%3dc"));
    assertThat(code(AuthRequests.withTarget(signed, "/b/a%252Fb=c")))
        .isEqualTo("SignatureDoesNotMatch");
  }

  @Test
  public void theTargetMayBeSignedAsItIsSent() {
    AuthRequest request =
        withHeader(
            withHeader(get("/b/a%2fb=c?x&a=1/2"), PayloadForm.HEADER, PayloadForm.EMPTY_SHA256),
            "x-amz-date",
            "20260301T120000Z");

    for (int form = 0; form < 2; form++) {
      AuthRequest signed = Signer.signedAsSent(request, form);
      assertAuthenticated(signed);
      assertThat(code(editedTarget(signed, "%2f", "%2F"))).isEqualTo("SignatureDoesNotMatch");
      assertThat(code(editedTarget(signed, "=1", "=2"))).isEqualTo("SignatureDoesNotMatch");
    }
  }

  @Test
  public void theTimeMayStandInTheDateHeader() {
    AuthRequest undated = withHeader(get("/"), PayloadForm.HEADER, PayloadForm.EMPTY_SHA256);

    for (String date : List.of("Sun, 01 Mar 2026 12:00:00 GMT", "20260301T120000Z")) {
      assertAuthenticated(Signer.signedAsSent(withHeader(undated, "date", date), 0));
    }
  }
}

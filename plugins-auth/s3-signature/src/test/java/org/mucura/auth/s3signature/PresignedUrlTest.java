package org.mucura.auth.s3signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mucura.auth.s3signature.Signer.NOW;
import static org.mucura.auth.s3signature.Signer.editedTarget;
import static org.mucura.auth.s3signature.Signer.get;
import static org.mucura.auth.s3signature.Signer.presigned;
import static org.mucura.auth.s3signature.Signer.signed;
import static org.mucura.auth.s3signature.Signer.withHeader;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.Test;
import org.mucura.spi.auth.AuthOutcome;
import org.mucura.spi.auth.AuthRequest;
import org.mucura.spi.tests.auth.AuthRequests;
import org.mucura.wire.sigv4.PayloadForm;

/** The answers to presigned URLs that are not good, in AWS's words. */
public final class PresignedUrlTest extends AuthenticatorTest {

  @Test
  public void aPresignedUrlEnds() {
    AuthRequest presigned = presigned(get("/b/k"));

    assertAuthenticated(AuthRequests.at(presigned, NOW.plusSeconds(3600)));
    assertThat(refused(AuthRequests.at(presigned, NOW.plusMillis(3_601_500))))
        .isEqualTo(
            new AuthOutcome.Refused(
                "AccessDenied",
                "Request has expired",
                Map.of(
                    "X-Amz-Expires", "3600",
                    "Expires", "2026-03-01T13:00:00Z",
                    "ServerTime", "2026-03-01T13:00:01Z")));
    assertAuthenticated(AuthRequests.at(presigned, NOW.minusSeconds(900)));
    assertThat(refused(AuthRequests.at(presigned, NOW.minusSeconds(901))).reason())
        .isEqualTo("Request is not valid yet");
  }

  @Test
  public void presignedUrlsMayBeTurnedOff() {
    authenticator =
        new S3SignatureAuthenticator(
            Signer.SECRETS,
            new SignatureRules(
                List.of("us-east-1"), Duration.ofMinutes(1), false, Duration.ofDays(7)));

    assertAuthenticated(signed(get("/")));
    assertThat(code(presigned(get("/")))).isEqualTo("AccessDenied");
  }

  @Test
  public void presignedUrlsMayBeHeldShort() {
    authenticator =
        new S3SignatureAuthenticator(
            Signer.SECRETS,
            new SignatureRules(
                List.of("us-east-1"), Duration.ofMinutes(1), true, Duration.ofMinutes(59)));

    assertThat(refused(presigned(get("/"))))
        .isEqualTo(
            new AuthOutcome.Refused(
                "AuthorizationQueryParametersError",
                "X-Amz-Expires must be at most 3540 seconds",
                Map.of()));
  }

  @Test
  public void scopeOfTheQuery() {
    AuthRequest presigned = presigned(get("/"));

    assertThat(refused(editedTarget(presigned, "us-east-1", "us-west-2")))
        .isEqualTo(
            new AuthOutcome.Refused(
                "AuthorizationQueryParametersError",
                "Error parsing the X-Amz-Credential parameter; the region 'us-west-2' is wrong;"
                    + " expecting 'us-east-1'",
                Map.of("Region", "us-east-1")));
    assertThat(refused(editedTarget(presigned, "%2F20260301", "")).reason())
        .startsWith("Error parsing the X-Amz-Credential parameter; the Credential is mal-formed;");
  }

  @Test
  public void theDigestOfAPresignedBodyStandsInOnePlace() {
    AuthRequest put = AuthRequests.withMethod(get("/b/k"), "PUT");
    AuthRequest inHeader =
        withHeader(put, "x-amz-content-sha256", PayloadForm.UNSIGNED_TRAILER.value());
    AuthRequest inQuery =
        presigned(
            AuthRequests.withTarget(put, "/b/k?X-Amz-Content-Sha256=" + PayloadForm.EMPTY_SHA256));
    AuthRequest inBoth = withHeader(inQuery, "x-amz-content-sha256", "UNSIGNED-PAYLOAD");

    // The signer of these tests signs UNSIGNED-PAYLOAD into any URL, and that is another payload.
    assertThat(refused(presigned(inHeader)).details().get("CanonicalRequest"))
        .endsWith("\nSTREAMING-UNSIGNED-PAYLOAD-TRAILER");
    assertThat(refused(inQuery).details().get("CanonicalRequest"))
        .endsWith('\n' + PayloadForm.EMPTY_SHA256);
    assertThat(
            refused(
                    editedTarget(
                        inBoth, "SignedHeaders=host", "SignedHeaders=host%3Bx-amz-content-sha256"))
                .code())
        .isEqualTo("InvalidArgument");
  }

  @Test
  public void aPresignedBodyInChunksIsAnnouncedInAHeader() {
    assertThat(
            refused(
                    presigned(
                        get("/?X-Amz-Content-Sha256=" + PayloadForm.UNSIGNED_TRAILER.value())))
                .reason())
        .startsWith("A body in chunks must be announced in the header");
  }
}

package org.mucura.auth.s3signature;

import static org.mucura.auth.s3signature.Signer.edited;
import static org.mucura.auth.s3signature.Signer.editedTarget;
import static org.mucura.auth.s3signature.Signer.get;
import static org.mucura.auth.s3signature.Signer.presigned;
import static org.mucura.auth.s3signature.Signer.signed;
import static org.mucura.auth.s3signature.Signer.withHeader;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.mucura.spi.auth.AuthRequest;
import org.mucura.spi.auth.Authenticator;
import org.mucura.spi.tests.auth.AuthRequests;
import org.mucura.spi.tests.auth.AuthenticatorContract;
import org.mucura.wire.sigv4.PayloadForm;

public final class S3SignatureContractTest extends AuthenticatorContract {

  @Override
  protected Authenticator authenticator() {
    return Signer.authenticator();
  }

  @Override
  protected Map<String, AuthRequest> good() {
    return Map.of(
        "header", signed(get("/bucket/key?versions&prefix=a%2Fb")),
        "presigned", presigned(get("/bucket/key?partNumber=1")),
        "more headers", signed(withHeader(get("/b/k"), "x-amz-meta-a", " 1 ", "2  3")),
        "chunks", signed(get("/b/k"), PayloadForm.SIGNED_CHUNKS.value(), Signer.signer()));
  }

  @Override
  protected Map<String, AuthRequest> bad() {
    AuthRequest signed = signed(withHeader(get("/bucket/key?a=1"), "x-amz-acl", "private"));
    AuthRequest presigned = presigned(get("/bucket/key?a=1"));
    return Map.ofEntries(
        Map.entry("other method", AuthRequests.withMethod(signed, "PUT")),
        Map.entry("other key", editedTarget(signed, "/key", "/kez")),
        Map.entry("other query", editedTarget(signed, "a=1", "a=2")),
        Map.entry("other host", withHeader(signed, "host", "localhost:9001")),
        Map.entry("other header", withHeader(signed, "x-amz-acl", "public-read")),
        Map.entry("header taken away", withHeader(signed, "x-amz-acl")),
        Map.entry("header added", withHeader(signed, "x-amz-meta-a", "1")),
        Map.entry("other signature", edited(signed, "authorization", "Signature=", "Signature=0")),
        Map.entry("no signature", withHeader(signed, "authorization", "AWS4-HMAC-SHA256")),
        Map.entry("unknown key", edited(signed, "authorization", "AKIA", "AKIB")),
        Map.entry("version 2", withHeader(signed, "authorization", "AWS " + Signer.KEY_ID + ":s=")),
        // MinIO CVE-2025-31489: an upload with an unsigned trailer went unverified
        Map.entry(
            "unsigned trailer, other signature",
            edited(
                signed(
                    AuthRequests.withMethod(get("/b/k"), "PUT"),
                    PayloadForm.UNSIGNED_TRAILER.value(),
                    Signer.signer()),
                "authorization",
                "Signature=",
                "Signature=0")),
        // MinIO CVE-2026-40344: so did one whose credential stood in the query
        Map.entry(
            "presigned with an unsigned trailer, other signature",
            editedTarget(
                presigned(
                    withHeader(
                        AuthRequests.withMethod(get("/b/k"), "PUT"),
                        PayloadForm.HEADER,
                        PayloadForm.UNSIGNED_TRAILER.value())),
                "Signature=",
                "Signature=0")),
        Map.entry("presigned, other method", AuthRequests.withMethod(presigned, "DELETE")),
        Map.entry("presigned, other key", editedTarget(presigned, "/key", "/kez")),
        Map.entry("presigned for longer", editedTarget(presigned, "=3600", "=3601")),
        Map.entry("presigned, cut", editedTarget(presigned, "X-Amz-Date", "x")));
  }

  @Override
  protected AuthRequest expired() {
    AuthRequest presigned = presigned(get("/bucket/key"));
    return AuthRequests.at(presigned, presigned.now().plus(Duration.ofMinutes(61)));
  }

  @Override
  protected Map<String, AuthRequest> foreign() {
    return Map.of(
        "token", withHeader(get("/b/k"), "authorization", "Bearer abc"),
        "password", withHeader(get("/b/k"), "authorization", "Basic YTpi"),
        "certificate", withHeader(get("/b/k"), "authorization", "AWS :"),
        "negotiate", withHeader(get("/b/k"), "authorization", "Negotiate"),
        "cookie", withHeader(get("/b/k?Signature=1"), "cookie", "session=1"));
  }

  @Override
  protected List<String> secrets() {
    return List.of(Signer.SECRET);
  }
}

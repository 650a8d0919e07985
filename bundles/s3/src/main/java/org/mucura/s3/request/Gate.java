package org.mucura.s3.request;

import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.server.Request;
import org.mucura.core.S3Exception;
import org.mucura.core.access.Permit;
import org.mucura.core.auth.AuthenticatorChain;
import org.mucura.core.bucket.Bucket;
import org.mucura.http.ExchangeNotes;
import org.mucura.s3.admission.Admission;
import org.mucura.s3.exchange.Exchange;
import org.mucura.s3.failure.Failures;
import org.mucura.s3.operation.OperationTable;
import org.mucura.s3.operation.S3Operation;
import org.mucura.s3.operation.Service;
import org.mucura.spi.auth.AuthOutcome;
import org.mucura.spi.auth.AuthOutcome.Authenticated;
import org.mucura.spi.auth.AuthOutcome.Refused;
import org.mucura.spi.auth.BodyVerifier;
import org.mucura.spi.auth.Principal;
import org.mucura.wire.ErrorCode;

/**
 * Lets requests in: finds out what each one asks for and on whose behalf, and whether that is
 * served and allowed. Reads nothing of the body.
 */
public final class Gate {

  private final AuthenticatorChain authenticators;
  private final Access access;
  private final Admission admission;
  private final BaseDomains domains;
  private final AuthRequests authRequests;

  public Gate(
      AuthenticatorChain authenticators, Access access, Admission admission, BaseDomains domains) {
    this.authenticators = authenticators;
    this.access = access;
    this.admission = admission;
    this.domains = domains;
    this.authRequests = new AuthRequests(InstantSource.system());
  }

  /**
   * Lets a request in, which may take a while where much is to be done; the exchange then has a
   * place to the end.
   *
   * @throws S3Exception whatever is wrong with the request; {@code SlowDown}
   */
  public S3Request admit(Exchange exchange) {
    Request request = exchange.request();
    ExchangeNotes notes = exchange.notes();
    String authority = AuthRequests.authority(request);
    Target target = Target.parse(request.getHttpURI(), authority, domains);
    notes.target(target.bucket().orElse(""), target.key().orElse(""));
    S3Operation operation =
        OperationTable.resolve(
            request.getMethod(), target.level(), target.query(), request.getHeaders()::contains);
    notes.operation(operation.operationName());
    Credential credential = authenticate(request, authority, notes);
    refuseUnserved(operation, target);
    UnservedHeaders.refuse(operation, exchange.headers());
    // Before anything is looked up or read, and once it is known on whose behalf.
    exchange.closeAtEnd(
        admission.enter(operation.work(), credential.account(), exchange.clientPace()));

    boolean creates = operation == S3Operation.CREATE_BUCKET;
    Optional<Bucket> bucket = creates ? Optional.empty() : target.bucket().map(access::bucket);
    bucket.ifPresent(
        found -> Access.checkOwner(exchange.headers(), "x-amz-expected-bucket-owner", found));
    Permit permit = authorize(operation, target, bucket, credential.principal());
    if (operation.absence().isPresent()) {
      throw absent(operation, target);
    }
    return new S3Request(
        exchange,
        operation,
        target.query(),
        target.bucket(),
        bucket,
        target.key(),
        credential.principal(),
        credential.body(),
        permit);
  }

  private record Credential(Optional<Principal> principal, BodyVerifier body) {

    Optional<String> account() {
      return principal.map(Principal::account);
    }
  }

  private Credential authenticate(Request request, String authority, ExchangeNotes notes) {
    AuthOutcome outcome = authenticators.authenticate(authRequests.of(request, authority));
    if (outcome instanceof Authenticated authenticated) {
      Principal principal = authenticated.principal();
      notes.principal(principal.account(), principal.link());
      return new Credential(Optional.of(principal), authenticated.body());
    }
    if (outcome instanceof Refused refused) {
      Refusals.note(request, refused, notes);
      throw new S3Exception(
          ErrorCode.of(refused.code()).orElse(ErrorCode.ACCESS_DENIED),
          refused.reason(),
          refused.details());
    }
    return new Credential(Optional.empty(), BodyVerifier.UNSIGNED);
  }

  private static void refuseUnserved(S3Operation operation, Target target) {
    String version = target.query().first("versionId").orElse("null");
    if (operation.service() == Service.NOT_SERVED) {
      throw new S3Exception(
          ErrorCode.NOT_IMPLEMENTED, operation.operationName() + " is not implemented.");
    }
    // The null version is all that a bucket without versioning has.
    if (!version.equals("null")) {
      throw new S3Exception(
          ErrorCode.NOT_IMPLEMENTED,
          "Versions are not implemented.",
          Map.of("ResourceType", "versionId"));
    }
  }

  private Permit authorize(
      S3Operation operation, Target target, Optional<Bucket> bucket, Optional<Principal> who) {
    if (bucket.isEmpty()) {
      return access.requireOwn(who, operation, target.bucket());
    }
    if (target.key().isPresent()) {
      return access.require(who, operation, bucket.get(), target.key().get());
    }
    if (operation == S3Operation.DELETE_OBJECTS && who.isPresent()) {
      // Asked for each key, once they are known.
      return Permit.FREE;
    }
    return access.require(who, operation, bucket.get());
  }

  private static S3Exception absent(S3Operation operation, Target target) {
    ErrorCode code = operation.absence().orElseThrow();
    return Failures.of(code, "BucketName", target.bucket().orElseThrow());
  }
}

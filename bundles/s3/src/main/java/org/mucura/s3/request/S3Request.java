package org.mucura.s3.request;

import java.util.Optional;
import org.eclipse.jetty.http.HttpFields;
import org.mucura.core.S3Exception;
import org.mucura.core.access.Permit;
import org.mucura.core.bucket.Bucket;
import org.mucura.s3.body.Payload;
import org.mucura.s3.exchange.Exchange;
import org.mucura.s3.failure.Failures;
import org.mucura.s3.operation.S3Operation;
import org.mucura.spi.auth.BodyVerifier;
import org.mucura.spi.auth.Principal;
import org.mucura.wire.QueryString;

/**
 * A request that is told apart, authenticated and allowed; nothing of its body has been read.
 *
 * @param bucketName as it was sent; empty where none is addressed
 * @param bucketFound empty where none is addressed, and where it is about to be created
 * @param keySent empty where no object is addressed
 * @param principal empty if the request is anonymous
 * @param verifier what the credential demands of the body
 * @param permit with what obligation it is allowed
 */
public record S3Request(
    Exchange exchange,
    S3Operation operation,
    QueryString query,
    Optional<String> bucketName,
    Optional<Bucket> bucketFound,
    Optional<String> keySent,
    Optional<Principal> principal,
    BodyVerifier verifier,
    Permit permit) {

  /** The name under which it is a property of a Jakarta REST request. */
  public static final String PROPERTY = "org.mucura.s3.request";

  public HttpFields headers() {
    return exchange.headers();
  }

  /** The addressed bucket, for operations that address one. */
  public Bucket bucket() {
    return bucketFound.orElseThrow();
  }

  /** The addressed key, for operations that address an object. */
  public String key() {
    return keySent.orElseThrow();
  }

  /** The id of the account on whose behalf it comes; anonymously, that of the bucket's owner. */
  public String account() {
    return principal.map(Principal::account).orElseGet(() -> bucket().owner());
  }

  /** Its body, to be opened once. */
  public Payload payload() {
    return Payload.open(headers(), verifier, exchange.body());
  }

  /** The value of a parameter of the query; empty if there is none or nothing in it. */
  public Optional<String> parameter(String name) {
    return query.first(name).filter(value -> !value.isEmpty());
  }

  /**
   * A number in the query.
   *
   * @param name of the parameter
   * @param absent if it is not there or empty
   * @throws S3Exception {@code InvalidArgument} if it is not between {@code min} and 2147483647
   */
  public int number(String name, int min, int absent) {
    String value = parameter(name).orElse(null);
    if (value == null) {
      return absent;
    }
    if (value.matches("[0-9]{1,18}")) {
      long number = Long.parseLong(value);
      if (number >= min && number <= Integer.MAX_VALUE) {
        return (int) number;
      }
    }
    throw Failures.invalidArgument(
        name, value, "Argument " + name + " must be an integer between " + min + " and 2147483647");
  }
}

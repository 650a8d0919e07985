package org.mucura.s3.request;

import java.util.Optional;
import org.eclipse.jetty.http.HttpFields;
import org.mucura.core.S3Exception;
import org.mucura.core.access.Authorization;
import org.mucura.core.access.Permit;
import org.mucura.core.access.Resource;
import org.mucura.core.bucket.Bucket;
import org.mucura.core.bucket.Buckets;
import org.mucura.s3.failure.Failures;
import org.mucura.s3.operation.S3Operation;
import org.mucura.spi.auth.Principal;
import org.mucura.wire.BucketName;
import org.mucura.wire.ErrorCode;

/** Finds what a request names, and asks whether it may be used. */
public final class Access {

  private final Buckets buckets;
  private final Authorization authorization;

  public Access(Buckets buckets, Authorization authorization) {
    this.buckets = buckets;
    this.authorization = authorization;
  }

  /**
   * The bucket of this name.
   *
   * @throws S3Exception {@code InvalidBucketName}, {@code NoSuchBucket}
   */
  Bucket bucket(String name) {
    try {
      return buckets.get(name);
    } catch (S3Exception notFound) {
      if (notFound.code() == ErrorCode.NO_SUCH_BUCKET && !BucketName.isValid(name)) {
        throw Failures.of(ErrorCode.INVALID_BUCKET_NAME, "BucketName", name);
      }
      throw notFound;
    }
  }

  /**
   * Asks for an action on an object.
   *
   * @throws S3Exception {@code AccessDenied}
   */
  public Permit require(Optional<Principal> who, S3Operation operation, Bucket bucket, String key) {
    return authorization.require(who, operation.action(), Resource.object(bucket, key));
  }

  /**
   * Asks for the action of an operation on a bucket.
   *
   * @throws S3Exception {@code AccessDenied}
   */
  public Permit require(Optional<Principal> who, S3Operation operation, Bucket bucket) {
    return authorization.require(who, operation.action(), Resource.bucket(bucket));
  }

  /** Asks for the action of an operation on the account's buckets, or on one that is to be made. */
  Permit requireOwn(Optional<Principal> who, S3Operation operation, Optional<String> newBucket) {
    String account = who.orElseThrow(() -> new S3Exception(ErrorCode.ACCESS_DENIED)).account();
    Resource resource =
        newBucket
            .map(name -> Resource.newBucket(account, name))
            .orElseGet(() -> Resource.account(account));
    return authorization.require(who, operation.action(), resource);
  }

  /**
   * Reads {@code x-amz-copy-source} and asks for the right to read what it names.
   *
   * @throws S3Exception {@code InvalidArgument} if it is malformed, {@code NotImplemented} if it
   *     names a version, {@code NoSuchBucket}, {@code AccessDenied}
   */
  public Source source(S3Request request) {
    ObjectName name = CopySourceHeader.parse(request.headers());
    Bucket bucket = bucket(name.bucket());
    checkOwner(request.headers(), "x-amz-source-expected-bucket-owner", bucket);
    String key = name.key().orElseThrow();
    require(request.principal(), S3Operation.GET_OBJECT, bucket, key);
    return new Source(bucket, key);
  }

  /** An object that the request may read. */
  public record Source(Bucket bucket, String key) {}

  /**
   * @throws S3Exception {@code AccessDenied} if the header names another account than the owner
   */
  static void checkOwner(HttpFields headers, String header, Bucket bucket) {
    String expected = headers.get(header);
    if (expected != null && !expected.strip().equals(bucket.owner())) {
      throw new S3Exception(ErrorCode.ACCESS_DENIED);
    }
  }
}

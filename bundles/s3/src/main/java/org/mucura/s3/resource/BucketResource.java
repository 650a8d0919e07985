package org.mucura.s3.resource;

import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import org.mucura.core.bucket.Buckets;
import org.mucura.core.bucket.Versioning;
import org.mucura.s3.exchange.Answer;
import org.mucura.s3.failure.Failures;
import org.mucura.s3.request.S3Request;
import org.mucura.wire.ErrorCode;

/** Buckets themselves. */
public final class BucketResource {

  /** The region that S3 has no name for in this place. */
  private static final String UNNAMED_REGION = "us-east-1";

  private final Buckets buckets;
  private final String region;

  /**
   * @param region of this gateway
   */
  public BucketResource(Buckets buckets, String region) {
    this.buckets = buckets;
    this.region = region;
  }

  /**
   * Makes a bucket. A request that names no region means this gateway's.
   *
   * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateBucket.html">
   *     CreateBucket</a>
   */
  @PUT
  @Path("CreateBucket")
  public Answer createBucket(@Context S3Request request) {
    String wanted = BucketConfiguration.locationOf(request).orElse(region);
    if (!wanted.equals(region)) {
      throw Failures.of(ErrorCode.INVALID_LOCATION_CONSTRAINT, "LocationConstraint", wanted);
    }
    String name = request.bucketName().orElseThrow();
    buckets.create(request.account(), name, region);
    return Answer.of(200).header("Location", "/" + name);
  }

  /**
   * Tells whether a bucket is there.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadBucket.html">HeadBucket</a>
   */
  @HEAD
  @Path("HeadBucket")
  public Answer headBucket(@Context S3Request request) {
    return Answer.of(200)
        .header("x-amz-bucket-region", request.bucket().region())
        .header("Content-Type", "application/xml");
  }

  /**
   * Removes an empty bucket.
   *
   * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteBucket.html">
   *     DeleteBucket</a>
   */
  @DELETE
  @Path("DeleteBucket")
  public Answer deleteBucket(@Context S3Request request) {
    buckets.delete(request.bucket());
    return Answer.of(204);
  }

  /**
   * Tells the region of a bucket.
   *
   * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketLocation.html">
   *     GetBucketLocation</a>
   */
  @GET
  @Path("GetBucketLocation")
  public Answer getBucketLocation(@Context S3Request request) {
    String location = request.bucket().region();
    return Answer.xml(
        200,
        xml ->
            xml.root("LocationConstraint")
                .text(location.equals(UNNAMED_REGION) ? "" : location)
                .close("LocationConstraint"));
  }

  /**
   * Tells whether a bucket keeps versions.
   *
   * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketVersioning.html">
   *     GetBucketVersioning</a>
   */
  @GET
  @Path("GetBucketVersioning")
  public Answer getBucketVersioning(@Context S3Request request) {
    Versioning versioning = request.bucket().versioning();
    return Answer.xml(
        200,
        xml -> {
          xml.root("VersioningConfiguration");
          switch (versioning) {
            case OFF -> {}
            case ENABLED -> xml.element("Status", "Enabled");
            case SUSPENDED -> xml.element("Status", "Suspended");
          }
          xml.close("VersioningConfiguration");
        });
  }
}

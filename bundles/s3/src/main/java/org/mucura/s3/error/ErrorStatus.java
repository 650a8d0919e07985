package org.mucura.s3.error;

import org.mucura.wire.ErrorCode;

/**
 * Which HTTP status goes with which error: the one place that knows.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html">Error
 *     responses</a>
 */
final class ErrorStatus {

  private ErrorStatus() {}

  static int of(ErrorCode code) {
    return switch (code) {
      case PERMANENT_REDIRECT -> 301;
      case NOT_MODIFIED -> 304;
      case TEMPORARY_REDIRECT -> 307;
      case AUTHORIZATION_HEADER_MALFORMED,
          AUTHORIZATION_QUERY_PARAMETERS_ERROR,
          BAD_DIGEST,
          ENTITY_TOO_LARGE,
          ENTITY_TOO_SMALL,
          EXPIRED_TOKEN,
          ILLEGAL_LOCATION_CONSTRAINT_EXCEPTION,
          INCOMPLETE_BODY,
          INVALID_ARGUMENT,
          INVALID_BUCKET_NAME,
          INVALID_CHUNK_SIZE_ERROR,
          INVALID_DIGEST,
          INVALID_ENCRYPTION_ALGORITHM_ERROR,
          INVALID_LOCATION_CONSTRAINT,
          INVALID_PART,
          INVALID_PART_ORDER,
          INVALID_REQUEST,
          INVALID_STORAGE_CLASS,
          INVALID_TAG,
          INVALID_TOKEN,
          INVALID_URI,
          KEY_TOO_LONG_ERROR,
          MALFORMED_ACL_ERROR,
          MALFORMED_POLICY,
          MALFORMED_POST_REQUEST,
          MALFORMED_TRAILER_ERROR,
          MALFORMED_XML,
          MAX_MESSAGE_LENGTH_EXCEEDED,
          MAX_POST_PRE_DATA_LENGTH_EXCEEDED_ERROR,
          METADATA_TOO_LARGE,
          MISSING_REQUEST_BODY_ERROR,
          MISSING_SECURITY_HEADER,
          REQUEST_HEADER_SECTION_TOO_LARGE,
          REQUEST_TIMEOUT,
          TOO_MANY_BUCKETS,
          TOO_MANY_PARTS,
          UNEXPECTED_CONTENT,
          UNSUPPORTED_SIGNATURE,
          X_AMZ_CONTENT_CHECKSUM_MISMATCH,
          X_AMZ_CONTENT_SHA256_MISMATCH ->
          400;
      case ACCESS_DENIED,
          ACCOUNT_PROBLEM,
          INVALID_ACCESS_KEY_ID,
          INVALID_OBJECT_STATE,
          INVALID_SECURITY,
          NOT_SIGNED_UP,
          QUOTA_EXCEEDED,
          REQUEST_TIME_TOO_SKEWED,
          SIGNATURE_DOES_NOT_MATCH ->
          403;
      case NO_SUCH_BUCKET,
          NO_SUCH_BUCKET_POLICY,
          NO_SUCH_CORS_CONFIGURATION,
          NO_SUCH_KEY,
          NO_SUCH_LIFECYCLE_CONFIGURATION,
          NO_SUCH_PUBLIC_ACCESS_BLOCK_CONFIGURATION,
          NO_SUCH_TAG_SET,
          NO_SUCH_UPLOAD,
          NO_SUCH_VERSION,
          NO_SUCH_WEBSITE_CONFIGURATION,
          OBJECT_LOCK_CONFIGURATION_NOT_FOUND_ERROR,
          OWNERSHIP_CONTROLS_NOT_FOUND_ERROR,
          REPLICATION_CONFIGURATION_NOT_FOUND_ERROR,
          SERVER_SIDE_ENCRYPTION_CONFIGURATION_NOT_FOUND_ERROR ->
          404;
      case METHOD_NOT_ALLOWED -> 405;
      case BUCKET_ALREADY_EXISTS,
          BUCKET_ALREADY_OWNED_BY_YOU,
          BUCKET_NOT_EMPTY,
          CONDITIONAL_REQUEST_CONFLICT,
          INVALID_BUCKET_STATE,
          OPERATION_ABORTED ->
          409;
      case MISSING_CONTENT_LENGTH -> 411;
      case PRECONDITION_FAILED -> 412;
      case INVALID_PART_NUMBER, INVALID_RANGE -> 416;
      case INTERNAL_ERROR -> 500;
      case NOT_IMPLEMENTED -> 501;
      case SERVICE_UNAVAILABLE, SLOW_DOWN -> 503;
    };
  }
}

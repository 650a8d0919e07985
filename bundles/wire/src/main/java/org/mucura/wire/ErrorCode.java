package org.mucura.wire;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The error codes of S3 with the message that AWS sends by default. Which HTTP status goes with a
 * code is the server's matter.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html">S3 error
 *     responses</a>
 */
public enum ErrorCode {
  ACCESS_DENIED("AccessDenied", "Access Denied"),
  ACCOUNT_PROBLEM(
      "AccountProblem",
      "There is a problem with your account that prevents the operation from completing successfully."),
  AUTHORIZATION_HEADER_MALFORMED(
      "AuthorizationHeaderMalformed", "The authorization header you provided is invalid."),
  AUTHORIZATION_QUERY_PARAMETERS_ERROR(
      "AuthorizationQueryParametersError",
      "The authorization query parameters that you provided are not valid."),
  BAD_DIGEST("BadDigest", "The Content-MD5 you specified did not match what we received."),
  BUCKET_ALREADY_EXISTS(
      "BucketAlreadyExists",
      "The requested bucket name is not available. The bucket namespace is shared by all users of the system. Please select a different name and try again."),
  BUCKET_ALREADY_OWNED_BY_YOU(
      "BucketAlreadyOwnedByYou",
      "Your previous request to create the named bucket succeeded and you already own it."),
  BUCKET_NOT_EMPTY("BucketNotEmpty", "The bucket you tried to delete is not empty"),
  CONDITIONAL_REQUEST_CONFLICT(
      "ConditionalRequestConflict",
      "The conditional request cannot succeed due to a conflicting operation against this resource."),
  ENTITY_TOO_LARGE("EntityTooLarge", "Your proposed upload exceeds the maximum allowed size"),
  ENTITY_TOO_SMALL(
      "EntityTooSmall", "Your proposed upload is smaller than the minimum allowed size"),
  EXPIRED_TOKEN("ExpiredToken", "The provided token has expired."),
  ILLEGAL_LOCATION_CONSTRAINT_EXCEPTION(
      "IllegalLocationConstraintException",
      "The unspecified location constraint is incompatible for the region specific endpoint this request was sent to."),
  INCOMPLETE_BODY(
      "IncompleteBody",
      "You did not provide the number of bytes specified by the Content-Length HTTP header."),
  INTERNAL_ERROR("InternalError", "We encountered an internal error. Please try again."),
  INVALID_ACCESS_KEY_ID(
      "InvalidAccessKeyId", "The AWS Access Key Id you provided does not exist in our records."),
  INVALID_ARGUMENT("InvalidArgument", "Invalid Argument"),
  INVALID_BUCKET_NAME("InvalidBucketName", "The specified bucket is not valid."),
  INVALID_BUCKET_STATE(
      "InvalidBucketState", "The request is not valid with the current state of the bucket."),
  INVALID_CHUNK_SIZE_ERROR(
      "InvalidChunkSizeError",
      "Only the last chunk is allowed to have a size less than 8192 bytes"),
  INVALID_DIGEST("InvalidDigest", "The Content-MD5 you specified was invalid."),
  INVALID_ENCRYPTION_ALGORITHM_ERROR(
      "InvalidEncryptionAlgorithmError",
      "The encryption request you specified is not valid. Supported value: AES256."),
  INVALID_LOCATION_CONSTRAINT(
      "InvalidLocationConstraint", "The specified location-constraint is not valid"),
  INVALID_OBJECT_STATE(
      "InvalidObjectState", "The operation is not valid for the object's storage class"),
  INVALID_PART(
      "InvalidPart",
      "One or more of the specified parts could not be found.  The part may not have been uploaded, or the specified entity tag may not match the part's entity tag."),
  INVALID_PART_NUMBER("InvalidPartNumber", "The requested partnumber is not satisfiable"),
  INVALID_PART_ORDER(
      "InvalidPartOrder",
      "The list of parts was not in ascending order. Parts must be ordered by part number."),
  INVALID_RANGE("InvalidRange", "The requested range is not satisfiable"),
  INVALID_REQUEST("InvalidRequest", "Invalid Request"),
  INVALID_SECURITY("InvalidSecurity", "The provided security credentials are not valid."),
  INVALID_STORAGE_CLASS("InvalidStorageClass", "The storage class you specified is not valid"),
  INVALID_TAG(
      "InvalidTag",
      "The tag provided was not a valid tag. This error can occur if the tag did not pass input validation."),
  INVALID_TOKEN("InvalidToken", "The provided token is malformed or otherwise invalid."),
  INVALID_URI("InvalidURI", "Couldn't parse the specified URI."),
  KEY_TOO_LONG_ERROR("KeyTooLongError", "Your key is too long"),
  MALFORMED_ACL_ERROR(
      "MalformedACLError",
      "The XML you provided was not well-formed or did not validate against our published schema"),
  MALFORMED_POLICY("MalformedPolicy", "Policy has invalid resource"),
  MALFORMED_POST_REQUEST(
      "MalformedPOSTRequest",
      "The body of your POST request is not well-formed multipart/form-data."),
  MALFORMED_TRAILER_ERROR(
      "MalformedTrailerError",
      "The request contained trailing data that was not well-formed or did not conform to our published schema."),
  MALFORMED_XML(
      "MalformedXML",
      "The XML you provided was not well-formed or did not validate against our published schema"),
  MAX_MESSAGE_LENGTH_EXCEEDED("MaxMessageLengthExceeded", "Your request was too big."),
  MAX_POST_PRE_DATA_LENGTH_EXCEEDED_ERROR(
      "MaxPostPreDataLengthExceededError",
      "Your POST request fields preceding the upload file were too large."),
  METADATA_TOO_LARGE(
      "MetadataTooLarge", "Your metadata headers exceed the maximum allowed metadata size"),
  METHOD_NOT_ALLOWED(
      "MethodNotAllowed", "The specified method is not allowed against this resource."),
  MISSING_CONTENT_LENGTH(
      "MissingContentLength", "You must provide the Content-Length HTTP header."),
  MISSING_REQUEST_BODY_ERROR("MissingRequestBodyError", "Request Body is empty"),
  MISSING_SECURITY_HEADER("MissingSecurityHeader", "Your request was missing a required header"),
  NO_SUCH_BUCKET("NoSuchBucket", "The specified bucket does not exist"),
  NO_SUCH_BUCKET_POLICY("NoSuchBucketPolicy", "The bucket policy does not exist"),
  NO_SUCH_CORS_CONFIGURATION("NoSuchCORSConfiguration", "The CORS configuration does not exist"),
  NO_SUCH_KEY("NoSuchKey", "The specified key does not exist."),
  NO_SUCH_LIFECYCLE_CONFIGURATION(
      "NoSuchLifecycleConfiguration", "The lifecycle configuration does not exist"),
  NO_SUCH_PUBLIC_ACCESS_BLOCK_CONFIGURATION(
      "NoSuchPublicAccessBlockConfiguration",
      "The public access block configuration was not found"),
  NO_SUCH_TAG_SET("NoSuchTagSet", "The TagSet does not exist"),
  NO_SUCH_UPLOAD(
      "NoSuchUpload",
      "The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed."),
  NO_SUCH_VERSION("NoSuchVersion", "The specified version does not exist."),
  NO_SUCH_WEBSITE_CONFIGURATION(
      "NoSuchWebsiteConfiguration", "The specified bucket does not have a website configuration"),
  NOT_IMPLEMENTED(
      "NotImplemented", "A header you provided implies functionality that is not implemented"),
  NOT_MODIFIED("NotModified", "Not Modified"),
  NOT_SIGNED_UP(
      "NotSignedUp",
      "Your account is not signed up for the S3 service. You must sign up before you can use S3."),
  OBJECT_LOCK_CONFIGURATION_NOT_FOUND_ERROR(
      "ObjectLockConfigurationNotFoundError",
      "Object Lock configuration does not exist for this bucket"),
  OPERATION_ABORTED(
      "OperationAborted",
      "A conflicting conditional operation is currently in progress against this resource. Please try again."),
  OWNERSHIP_CONTROLS_NOT_FOUND_ERROR(
      "OwnershipControlsNotFoundError", "The bucket ownership controls were not found"),
  PERMANENT_REDIRECT(
      "PermanentRedirect",
      "The bucket you are attempting to access must be addressed using the specified endpoint. Please send all future requests to this endpoint."),
  PRECONDITION_FAILED(
      "PreconditionFailed", "At least one of the pre-conditions you specified did not hold"),
  QUOTA_EXCEEDED(
      "QuotaExceeded", "The quota of this account or bucket does not leave room for the request."),
  REPLICATION_CONFIGURATION_NOT_FOUND_ERROR(
      "ReplicationConfigurationNotFoundError", "The replication configuration was not found"),
  REQUEST_HEADER_SECTION_TOO_LARGE(
      "RequestHeaderSectionTooLarge",
      "Your request header section exceeds the maximum allowed size."),
  REQUEST_TIMEOUT(
      "RequestTimeout",
      "Your socket connection to the server was not read from or written to within the timeout period."),
  REQUEST_TIME_TOO_SKEWED(
      "RequestTimeTooSkewed",
      "The difference between the request time and the current time is too large."),
  SERVER_SIDE_ENCRYPTION_CONFIGURATION_NOT_FOUND_ERROR(
      "ServerSideEncryptionConfigurationNotFoundError",
      "The server side encryption configuration was not found"),
  SERVICE_UNAVAILABLE("ServiceUnavailable", "Service is unable to handle request."),
  SIGNATURE_DOES_NOT_MATCH(
      "SignatureDoesNotMatch",
      "The request signature we calculated does not match the signature you provided. Check your key and signing method."),
  SLOW_DOWN("SlowDown", "Please reduce your request rate."),
  TEMPORARY_REDIRECT(
      "TemporaryRedirect",
      "You are being redirected to the bucket while the DNS server is being updated."),
  TOO_MANY_BUCKETS("TooManyBuckets", "You have attempted to create more buckets than allowed"),
  TOO_MANY_PARTS("TooManyParts", "You have attempted to create more parts than allowed"),
  UNEXPECTED_CONTENT("UnexpectedContent", "This request does not support content"),
  UNSUPPORTED_SIGNATURE(
      "UnsupportedSignature",
      "The provided request is signed with an unsupported STS Token version or the signature version is not supported."),
  X_AMZ_CONTENT_CHECKSUM_MISMATCH(
      "XAmzContentChecksumMismatch",
      "The provided 'x-amz-checksum' header does not match what was computed."),
  X_AMZ_CONTENT_SHA256_MISMATCH(
      "XAmzContentSHA256Mismatch",
      "The provided 'x-amz-content-sha256' header does not match what was computed.");

  private static final Map<String, ErrorCode> BY_CODE =
      Stream.of(values())
          .collect(Collectors.toUnmodifiableMap(ErrorCode::code, Function.identity()));

  private final String code;
  private final String message;

  ErrorCode(String code, String message) {
    this.code = code;
    this.message = message;
  }

  /** The code as it stands in the error document, for instance {@code NoSuchKey}. */
  public String code() {
    return code;
  }

  /** AWS's message for this code, for whoever has nothing more precise to say. */
  public String message() {
    return message;
  }

  /** The constant of a code as it stands in an error document. */
  public static Optional<ErrorCode> of(String code) {
    return Optional.ofNullable(BY_CODE.get(code));
  }
}

package org.mucura.s3.operation;

import static org.mucura.s3.operation.Service.OLD_NAME;
import static org.mucura.s3.operation.Service.SERVED;
import static org.mucura.s3.operation.Work.LONG;
import static org.mucura.s3.operation.Work.METADATA;
import static org.mucura.s3.operation.Work.READ;
import static org.mucura.s3.operation.Work.WRITE;
import static org.mucura.wire.ErrorCode.NO_SUCH_BUCKET_POLICY;
import static org.mucura.wire.ErrorCode.NO_SUCH_CORS_CONFIGURATION;
import static org.mucura.wire.ErrorCode.NO_SUCH_LIFECYCLE_CONFIGURATION;
import static org.mucura.wire.ErrorCode.NO_SUCH_PUBLIC_ACCESS_BLOCK_CONFIGURATION;
import static org.mucura.wire.ErrorCode.NO_SUCH_TAG_SET;
import static org.mucura.wire.ErrorCode.NO_SUCH_WEBSITE_CONFIGURATION;
import static org.mucura.wire.ErrorCode.OBJECT_LOCK_CONFIGURATION_NOT_FOUND_ERROR;
import static org.mucura.wire.ErrorCode.REPLICATION_CONFIGURATION_NOT_FOUND_ERROR;
import static org.mucura.wire.ErrorCode.SERVER_SIDE_ENCRYPTION_CONFIGURATION_NOT_FOUND_ERROR;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.mucura.wire.ErrorCode;

/**
 * The operations of S3, by AWS's names: how each is recognised on the wire, which IAM action it
 * takes, whether it is served and what work that is. This table feeds the routing, the
 * authorization, the bounds under overload and the page docs/operations.md.
 *
 * <p>The rows are all those of AWS's service model of August 2026, and two that AWS documents
 * outside of it, {@code PostObject} and {@code OptionsObject}.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations_Amazon_Simple_Storage_Service.html">
 *     Amazon S3 actions</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html">
 *     Actions, resources and condition keys for Amazon S3</a>
 */
public enum S3Operation {
  ABORT_MULTIPART_UPLOAD("DELETE /b/k?uploadId", "s3:AbortMultipartUpload", SERVED),
  COMPLETE_MULTIPART_UPLOAD("POST /b/k?uploadId", "s3:PutObject", SERVED, LONG),
  COPY_OBJECT("PUT /b/k x-amz-copy-source", "s3:PutObject", SERVED, LONG),
  CREATE_BUCKET("PUT /b", "s3:CreateBucket", SERVED),
  CREATE_BUCKET_METADATA_CONFIGURATION(
      "POST /b?metadataConfiguration", "s3:CreateBucketMetadataTableConfiguration"),
  CREATE_BUCKET_METADATA_TABLE_CONFIGURATION(
      "POST /b?metadataTable", "s3:CreateBucketMetadataTableConfiguration"),
  CREATE_MULTIPART_UPLOAD("POST /b/k?uploads", "s3:PutObject", SERVED),
  CREATE_SESSION("GET /b?session", "s3express:CreateSession"),
  DELETE_BUCKET("DELETE /b", "s3:DeleteBucket", SERVED, LONG),
  DELETE_BUCKET_ANALYTICS_CONFIGURATION("DELETE /b?analytics&id", "s3:PutAnalyticsConfiguration"),
  DELETE_BUCKET_CORS("DELETE /b?cors", "s3:PutBucketCORS"),
  DELETE_BUCKET_ENCRYPTION("DELETE /b?encryption", "s3:PutEncryptionConfiguration"),
  DELETE_BUCKET_INTELLIGENT_TIERING_CONFIGURATION(
      "DELETE /b?intelligent-tiering&id", "s3:PutIntelligentTieringConfiguration"),
  DELETE_BUCKET_INVENTORY_CONFIGURATION("DELETE /b?inventory&id", "s3:PutInventoryConfiguration"),
  DELETE_BUCKET_LIFECYCLE("DELETE /b?lifecycle", "s3:PutLifecycleConfiguration"),
  DELETE_BUCKET_METADATA_CONFIGURATION(
      "DELETE /b?metadataConfiguration", "s3:DeleteBucketMetadataTableConfiguration"),
  DELETE_BUCKET_METADATA_TABLE_CONFIGURATION(
      "DELETE /b?metadataTable", "s3:DeleteBucketMetadataTableConfiguration"),
  DELETE_BUCKET_METRICS_CONFIGURATION("DELETE /b?metrics&id", "s3:PutMetricsConfiguration"),
  DELETE_BUCKET_OWNERSHIP_CONTROLS("DELETE /b?ownershipControls", "s3:PutBucketOwnershipControls"),
  DELETE_BUCKET_POLICY("DELETE /b?policy", "s3:DeleteBucketPolicy"),
  DELETE_BUCKET_REPLICATION("DELETE /b?replication", "s3:PutReplicationConfiguration"),
  DELETE_BUCKET_TAGGING("DELETE /b?tagging", "s3:PutBucketTagging"),
  DELETE_BUCKET_WEBSITE("DELETE /b?website", "s3:DeleteBucketWebsite"),
  DELETE_OBJECT("DELETE /b/k", "s3:DeleteObject", SERVED),
  DELETE_OBJECTS("POST /b?delete", "s3:DeleteObject", SERVED, LONG),
  DELETE_OBJECT_ANNOTATION("DELETE /b/k?annotation&annotationName", "s3:DeleteObjectAnnotation"),
  DELETE_OBJECT_TAGGING("DELETE /b/k?tagging", "s3:DeleteObjectTagging"),
  DELETE_PUBLIC_ACCESS_BLOCK("DELETE /b?publicAccessBlock", "s3:PutBucketPublicAccessBlock"),
  GET_BUCKET_ABAC("GET /b?abac", "s3:GetBucketAbac"),
  GET_BUCKET_ACCELERATE_CONFIGURATION("GET /b?accelerate", "s3:GetAccelerateConfiguration"),
  GET_BUCKET_ACL("GET /b?acl", "s3:GetBucketAcl"),
  GET_BUCKET_ANALYTICS_CONFIGURATION("GET /b?analytics&id", "s3:GetAnalyticsConfiguration"),
  GET_BUCKET_CORS("GET /b?cors", "s3:GetBucketCORS", NO_SUCH_CORS_CONFIGURATION),
  GET_BUCKET_ENCRYPTION(
      "GET /b?encryption",
      "s3:GetEncryptionConfiguration",
      SERVER_SIDE_ENCRYPTION_CONFIGURATION_NOT_FOUND_ERROR),
  GET_BUCKET_INTELLIGENT_TIERING_CONFIGURATION(
      "GET /b?intelligent-tiering&id", "s3:GetIntelligentTieringConfiguration"),
  GET_BUCKET_INVENTORY_CONFIGURATION("GET /b?inventory&id", "s3:GetInventoryConfiguration"),
  GET_BUCKET_LIFECYCLE("GET /b?lifecycle", "s3:GetLifecycleConfiguration", OLD_NAME),
  GET_BUCKET_LIFECYCLE_CONFIGURATION(
      "GET /b?lifecycle", "s3:GetLifecycleConfiguration", NO_SUCH_LIFECYCLE_CONFIGURATION),
  GET_BUCKET_LOCATION("GET /b?location", "s3:GetBucketLocation", SERVED),
  GET_BUCKET_LOGGING("GET /b?logging", "s3:GetBucketLogging"),
  GET_BUCKET_METADATA_CONFIGURATION(
      "GET /b?metadataConfiguration", "s3:GetBucketMetadataTableConfiguration"),
  GET_BUCKET_METADATA_TABLE_CONFIGURATION(
      "GET /b?metadataTable", "s3:GetBucketMetadataTableConfiguration"),
  GET_BUCKET_METRICS_CONFIGURATION("GET /b?metrics&id", "s3:GetMetricsConfiguration"),
  GET_BUCKET_NOTIFICATION("GET /b?notification", "s3:GetBucketNotification", OLD_NAME),
  GET_BUCKET_NOTIFICATION_CONFIGURATION("GET /b?notification", "s3:GetBucketNotification"),
  GET_BUCKET_OWNERSHIP_CONTROLS("GET /b?ownershipControls", "s3:GetBucketOwnershipControls"),
  GET_BUCKET_POLICY("GET /b?policy", "s3:GetBucketPolicy", NO_SUCH_BUCKET_POLICY),
  GET_BUCKET_POLICY_STATUS(
      "GET /b?policyStatus", "s3:GetBucketPolicyStatus", NO_SUCH_BUCKET_POLICY),
  GET_BUCKET_REPLICATION(
      "GET /b?replication",
      "s3:GetReplicationConfiguration",
      REPLICATION_CONFIGURATION_NOT_FOUND_ERROR),
  GET_BUCKET_REQUEST_PAYMENT("GET /b?requestPayment", "s3:GetBucketRequestPayment"),
  GET_BUCKET_TAGGING("GET /b?tagging", "s3:GetBucketTagging", NO_SUCH_TAG_SET),
  GET_BUCKET_VERSIONING("GET /b?versioning", "s3:GetBucketVersioning", SERVED),
  GET_BUCKET_WEBSITE("GET /b?website", "s3:GetBucketWebsite", NO_SUCH_WEBSITE_CONFIGURATION),
  GET_OBJECT("GET /b/k", "s3:GetObject", SERVED, READ),
  GET_OBJECT_ACL("GET /b/k?acl", "s3:GetObjectAcl"),
  GET_OBJECT_ANNOTATION("GET /b/k?annotation&annotationName", "s3:GetObjectAnnotation"),
  GET_OBJECT_ATTRIBUTES("GET /b/k?attributes", "s3:GetObjectAttributes"),
  GET_OBJECT_LEGAL_HOLD("GET /b/k?legal-hold", "s3:GetObjectLegalHold"),
  GET_OBJECT_LOCK_CONFIGURATION(
      "GET /b?object-lock",
      "s3:GetBucketObjectLockConfiguration",
      OBJECT_LOCK_CONFIGURATION_NOT_FOUND_ERROR),
  GET_OBJECT_RETENTION("GET /b/k?retention", "s3:GetObjectRetention"),
  GET_OBJECT_TAGGING("GET /b/k?tagging", "s3:GetObjectTagging"),
  GET_OBJECT_TORRENT("GET /b/k?torrent", "s3:GetObjectTorrent"),
  GET_PUBLIC_ACCESS_BLOCK(
      "GET /b?publicAccessBlock",
      "s3:GetBucketPublicAccessBlock",
      NO_SUCH_PUBLIC_ACCESS_BLOCK_CONFIGURATION),
  HEAD_BUCKET("HEAD /b", "s3:ListBucket", SERVED),
  HEAD_OBJECT("HEAD /b/k", "s3:GetObject", SERVED),
  LIST_BUCKETS("GET /", "s3:ListAllMyBuckets", SERVED),
  LIST_BUCKET_ANALYTICS_CONFIGURATIONS("GET /b?analytics", "s3:GetAnalyticsConfiguration"),
  LIST_BUCKET_INTELLIGENT_TIERING_CONFIGURATIONS(
      "GET /b?intelligent-tiering", "s3:GetIntelligentTieringConfiguration"),
  LIST_BUCKET_INVENTORY_CONFIGURATIONS("GET /b?inventory", "s3:GetInventoryConfiguration"),
  LIST_BUCKET_METRICS_CONFIGURATIONS("GET /b?metrics", "s3:GetMetricsConfiguration"),
  LIST_DIRECTORY_BUCKETS("GET /?max-directory-buckets", "s3express:ListAllMyDirectoryBuckets"),
  LIST_MULTIPART_UPLOADS("GET /b?uploads", "s3:ListBucketMultipartUploads", SERVED),
  LIST_OBJECTS("GET /b", "s3:ListBucket", SERVED),
  LIST_OBJECTS_V2("GET /b?list-type=2", "s3:ListBucket", SERVED),
  LIST_OBJECT_ANNOTATIONS("GET /b/k?annotation", "s3:ListObjectAnnotations"),
  LIST_OBJECT_VERSIONS("GET /b?versions", "s3:ListBucketVersions"),
  LIST_PARTS("GET /b/k?uploadId", "s3:ListMultipartUploadParts", SERVED),
  OPTIONS_OBJECT("OPTIONS /b/k", "s3:GetBucketCORS"),
  POST_OBJECT("POST /b", "s3:PutObject"),
  PUT_BUCKET_ABAC("PUT /b?abac", "s3:PutBucketAbac"),
  PUT_BUCKET_ACCELERATE_CONFIGURATION("PUT /b?accelerate", "s3:PutAccelerateConfiguration"),
  PUT_BUCKET_ACL("PUT /b?acl", "s3:PutBucketAcl"),
  PUT_BUCKET_ANALYTICS_CONFIGURATION("PUT /b?analytics&id", "s3:PutAnalyticsConfiguration"),
  PUT_BUCKET_CORS("PUT /b?cors", "s3:PutBucketCORS"),
  PUT_BUCKET_ENCRYPTION("PUT /b?encryption", "s3:PutEncryptionConfiguration"),
  PUT_BUCKET_INTELLIGENT_TIERING_CONFIGURATION(
      "PUT /b?intelligent-tiering&id", "s3:PutIntelligentTieringConfiguration"),
  PUT_BUCKET_INVENTORY_CONFIGURATION("PUT /b?inventory&id", "s3:PutInventoryConfiguration"),
  PUT_BUCKET_LIFECYCLE("PUT /b?lifecycle", "s3:PutLifecycleConfiguration", OLD_NAME),
  PUT_BUCKET_LIFECYCLE_CONFIGURATION("PUT /b?lifecycle", "s3:PutLifecycleConfiguration"),
  PUT_BUCKET_LOGGING("PUT /b?logging", "s3:PutBucketLogging"),
  PUT_BUCKET_METRICS_CONFIGURATION("PUT /b?metrics&id", "s3:PutMetricsConfiguration"),
  PUT_BUCKET_NOTIFICATION("PUT /b?notification", "s3:PutBucketNotification", OLD_NAME),
  PUT_BUCKET_NOTIFICATION_CONFIGURATION("PUT /b?notification", "s3:PutBucketNotification"),
  PUT_BUCKET_OWNERSHIP_CONTROLS("PUT /b?ownershipControls", "s3:PutBucketOwnershipControls"),
  PUT_BUCKET_POLICY("PUT /b?policy", "s3:PutBucketPolicy"),
  PUT_BUCKET_REPLICATION("PUT /b?replication", "s3:PutReplicationConfiguration"),
  PUT_BUCKET_REQUEST_PAYMENT("PUT /b?requestPayment", "s3:PutBucketRequestPayment"),
  PUT_BUCKET_TAGGING("PUT /b?tagging", "s3:PutBucketTagging"),
  PUT_BUCKET_VERSIONING("PUT /b?versioning", "s3:PutBucketVersioning"),
  PUT_BUCKET_WEBSITE("PUT /b?website", "s3:PutBucketWebsite"),
  PUT_OBJECT("PUT /b/k", "s3:PutObject", SERVED, WRITE),
  PUT_OBJECT_ACL("PUT /b/k?acl", "s3:PutObjectAcl"),
  PUT_OBJECT_ANNOTATION("PUT /b/k?annotation&annotationName", "s3:PutObjectAnnotation"),
  PUT_OBJECT_LEGAL_HOLD("PUT /b/k?legal-hold", "s3:PutObjectLegalHold"),
  PUT_OBJECT_LOCK_CONFIGURATION("PUT /b?object-lock", "s3:PutBucketObjectLockConfiguration"),
  PUT_OBJECT_RETENTION("PUT /b/k?retention", "s3:PutObjectRetention"),
  PUT_OBJECT_TAGGING("PUT /b/k?tagging", "s3:PutObjectTagging"),
  PUT_PUBLIC_ACCESS_BLOCK("PUT /b?publicAccessBlock", "s3:PutBucketPublicAccessBlock"),
  RENAME_OBJECT("PUT /b/k?renameObject", "s3:RenameObject"),
  RESTORE_OBJECT("POST /b/k?restore", "s3:RestoreObject"),
  SELECT_OBJECT_CONTENT("POST /b/k?select&select-type=2", "s3:GetObject"),
  UPDATE_BUCKET_METADATA_ANNOTATION_TABLE_CONFIGURATION(
      "PUT /b?metadataAnnotationTable", "s3:UpdateBucketMetadataAnnotationTableConfiguration"),
  UPDATE_BUCKET_METADATA_INVENTORY_TABLE_CONFIGURATION(
      "PUT /b?metadataInventoryTable", "s3:UpdateBucketMetadataInventoryTableConfiguration"),
  UPDATE_BUCKET_METADATA_JOURNAL_TABLE_CONFIGURATION(
      "PUT /b?metadataJournalTable", "s3:UpdateBucketMetadataJournalTableConfiguration"),
  UPDATE_OBJECT_ENCRYPTION("PUT /b/k?encryption", "s3:UpdateObjectEncryption"),
  UPLOAD_PART("PUT /b/k?partNumber&uploadId", "s3:PutObject", SERVED, WRITE),
  UPLOAD_PART_COPY("PUT /b/k?partNumber&uploadId x-amz-copy-source", "s3:PutObject", SERVED, LONG),
  WRITE_GET_OBJECT_RESPONSE(
      "POST /b x-amz-request-route", "s3-object-lambda:WriteGetObjectResponse");

  private final String operationName;

  @SuppressWarnings("Immutable") // a record of what does not change
  private final WireForm form;

  private final String action;
  private final Service service;
  private final Optional<ErrorCode> absence;
  private final Work work;

  S3Operation(String form, String action) {
    this(form, action, Service.NOT_SERVED);
  }

  S3Operation(String form, String action, Service service) {
    this(form, action, service, METADATA);
  }

  S3Operation(String form, String action, Service service, Work work) {
    this(new Answered(service, Optional.empty(), work), form, action);
  }

  S3Operation(String form, String action, ErrorCode absence) {
    this(new Answered(Service.ALWAYS_ABSENT, Optional.of(absence), METADATA), form, action);
  }

  private record Answered(Service service, Optional<ErrorCode> absence, Work work) {}

  S3Operation(Answered answered, String form, String action) {
    this.operationName = nameOf(name());
    this.form = WireForm.parse(form);
    this.action = action;
    this.service = answered.service;
    this.absence = answered.absence;
    this.work = answered.work;
  }

  /** AWS's name, for instance {@code ListObjectsV2}. */
  public String operationName() {
    return operationName;
  }

  /** What its requests look like. */
  public WireForm form() {
    return form;
  }

  /**
   * The IAM action that it takes on the addressed resource; on the source of a copy, that of {@link
   * #GET_OBJECT}.
   */
  public String action() {
    return action;
  }

  public Service service() {
    return service;
  }

  /** Among which work it counts while it is served. */
  public Work work() {
    return work;
  }

  /**
   * What is answered to whoever asks for a configuration that no bucket can have yet; present if
   * and only if the service is {@link Service#ALWAYS_ABSENT}.
   */
  public Optional<ErrorCode> absence() {
    return absence;
  }

  /** AWS's spelling of a constant: {@code LIST_OBJECTS_V2} is {@code ListObjectsV2}. */
  private static String nameOf(String constant) {
    StringBuilder name = new StringBuilder();
    for (String word : List.of(constant.split("_", -1))) {
      name.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
    }
    return name.toString();
  }
}

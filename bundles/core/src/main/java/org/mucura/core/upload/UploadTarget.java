package org.mucura.core.upload;

import org.mucura.core.bucket.Bucket;

/**
 * Which upload.
 *
 * @param uploadId as the client sent it; what is none of ours is {@code NoSuchUpload}
 */
public record UploadTarget(Bucket bucket, String key, String uploadId) {}

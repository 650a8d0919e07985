package org.mucura.core.object;

import org.mucura.core.bucket.Bucket;

/**
 * What is to be copied.
 *
 * @param conditions all of {@code x-amz-copy-source-if-*}; what fails is {@code
 *     PreconditionFailed}, never {@code NotModified}
 */
public record CopySource(Bucket bucket, String key, ReadConditions conditions) {}

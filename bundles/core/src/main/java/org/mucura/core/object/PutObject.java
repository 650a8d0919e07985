package org.mucura.core.object;

import org.mucura.core.bucket.Bucket;
import org.mucura.core.content.ObjectAttributes;

/**
 * Who puts what where.
 *
 * @param key 1 to 1024 bytes of UTF-8: {@code KeyTooLongError} otherwise
 * @param account the id of the account whose object it becomes
 */
public record PutObject(
    Bucket bucket,
    String key,
    ObjectAttributes attributes,
    WriteCondition condition,
    String account) {}

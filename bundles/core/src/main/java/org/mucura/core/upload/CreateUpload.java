package org.mucura.core.upload;

import java.util.Optional;
import org.mucura.core.bucket.Bucket;
import org.mucura.core.content.ObjectAttributes;
import org.mucura.wire.checksum.ChecksumAlgorithm;
import org.mucura.wire.checksum.ChecksumType;

/**
 * An upload to be begun.
 *
 * @param key 1 to 1024 bytes of UTF-8: {@code KeyTooLongError} otherwise
 * @param algorithm the checksum that each part is to have
 * @param type of the finished object's checksum; {@code InvalidRequest} without an algorithm, or
 *     with one that does not have it
 * @param account the id of the account whose object it becomes
 * @param createOnly see {@link org.mucura.core.access.Permit}
 */
public record CreateUpload(
    Bucket bucket,
    String key,
    ObjectAttributes attributes,
    Optional<ChecksumAlgorithm> algorithm,
    Optional<ChecksumType> type,
    String account,
    boolean createOnly) {}

package org.mucura.core.commit;

import java.time.Instant;
import java.util.Optional;
import org.mucura.core.content.ObjectChecksum;

/**
 * What a listing shows of an object.
 *
 * @param owner the id of the account whose object it is
 * @param etag without quotes
 */
public record ObjectSummary(
    Instant modified,
    String owner,
    String etag,
    long size,
    String storageClass,
    Optional<ObjectChecksum> checksum) {}

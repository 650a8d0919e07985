package org.mucura.core.object;

import java.time.Instant;
import java.util.Optional;
import org.mucura.core.content.ObjectChecksum;

/**
 * An object as a listing shows it.
 *
 * @param etag without quotes
 * @param owner the id of the account whose object it is
 */
public record ListedObject(
    String key,
    long size,
    String etag,
    Instant lastModified,
    String storageClass,
    String owner,
    Optional<ObjectChecksum> checksum) {}

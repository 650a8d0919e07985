package org.mucura.core.object;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.mucura.core.content.ObjectAttributes;
import org.mucura.core.content.ObjectChecksum;

/**
 * An object without its contents.
 *
 * @param versionId shown to clients; empty in buckets that never had versions
 * @param size in bytes
 * @param etag without quotes
 * @param lastModified in whole milliseconds; S3 shows whole seconds
 * @param checksum the one that S3 echoes
 * @param adler32 of the contents
 * @param partsCount how many parts it was uploaded in; empty if it came in one piece
 * @param part the part that the request asked for
 * @param owner the id of the account whose object it is
 */
public record ObjectInfo(
    String key,
    Optional<String> versionId,
    long size,
    String etag,
    Instant lastModified,
    ObjectAttributes attributes,
    Optional<ObjectChecksum> checksum,
    OptionalInt adler32,
    OptionalInt partsCount,
    Optional<PartRange> part,
    String owner) {}

package org.mucura.core.object;

import java.time.Instant;
import java.util.Optional;
import org.mucura.core.content.ObjectChecksum;

/**
 * What became of a copy.
 *
 * @param etag without quotes
 */
public record CopyResult(
    Optional<String> versionId,
    String etag,
    Instant lastModified,
    Optional<ObjectChecksum> checksum) {}

package org.mucura.core.object;

import java.util.Optional;
import org.mucura.core.content.ObjectChecksum;

/**
 * What became of a put.
 *
 * @param etag without quotes
 * @param checksum the one that S3 echoes
 * @param size in bytes
 */
public record PutResult(
    Optional<String> versionId, String etag, ObjectChecksum checksum, int adler32, long size) {}

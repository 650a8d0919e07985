package org.mucura.core.upload;

import java.time.Instant;
import java.util.Optional;
import org.mucura.core.content.ObjectChecksum;

/**
 * A part that was uploaded.
 *
 * @param size in bytes
 * @param etag without quotes: the MD5 of its bytes in hexadecimal digits
 * @param lastModified in whole milliseconds
 * @param checksum as S3 shows it; empty if neither the upload nor the part's request asked for one
 */
public record PartInfo(
    int number, long size, String etag, Instant lastModified, Optional<ObjectChecksum> checksum) {}

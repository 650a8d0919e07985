package org.mucura.core.upload;

import java.util.Optional;
import org.mucura.core.content.ObjectChecksum;

/**
 * What became of an upload.
 *
 * @param etag of the object, without quotes: the MD5 of the parts' MD5s, a hyphen and their number
 * @param checksum of the object
 * @param partsCount how many parts it has; S3 writes it behind a composite checksum
 */
public record CompleteResult(
    Optional<String> versionId, String etag, Optional<ObjectChecksum> checksum, int partsCount) {}

package org.mucura.core.object;

import java.util.Optional;
import org.mucura.core.bucket.Bucket;

/**
 * What is to be removed.
 *
 * @param ifMatch the object must have one of these entity tags: {@code PreconditionFailed} with
 *     another one, {@code NoSuchKey} without an object
 * @param account the id of the account on whose behalf
 */
public record DeleteObject(
    Bucket bucket, String key, Optional<EtagMatch> ifMatch, String account) {}

package org.mucura.core.backup;

import java.time.Instant;

/**
 * What was restored.
 *
 * @param run its number
 * @param of the moment whose state it is
 * @param entries of the metadata
 * @param blobs contents that were in the backup
 * @param bytes that they have together, as they are at rest
 * @param missing contents that records name and the backup does not have, for they were lost when
 *     it was made; their objects cannot be read
 */
public record RestoreResult(
    int run, Instant of, long entries, long blobs, long bytes, long missing) {}

package org.mucura.core.commit;

import java.time.Instant;
import java.util.Optional;
import org.mucura.core.format.Fields;

/**
 * A version of an object.
 *
 * @param sequence greater than that of every earlier version of the key; its version id comes from
 *     it
 * @param isNull whether its version id is {@code null}: it was made while the bucket kept no
 *     versions
 * @param modified in whole milliseconds
 * @param data empty in a delete marker
 * @param rest what a newer release wrote besides
 */
public record ObjectVersion(
    long sequence, boolean isNull, Instant modified, Optional<ObjectData> data, Fields rest) {}

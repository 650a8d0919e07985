package org.mucura.core.blob;

import java.time.Instant;
import org.mucura.spi.Bytes;

/**
 * A page of a part table, seen from outside.
 *
 * @param key of its record
 * @param contents the id of the contents whose parts it names
 * @param created before which no record named it
 */
public record PageRef(Bytes key, Bytes contents, Instant created) {}

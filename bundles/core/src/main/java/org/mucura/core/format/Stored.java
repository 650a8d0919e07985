package org.mucura.core.format;

import org.mucura.spi.Bytes;
import org.mucura.spi.metadata.Revision;

/**
 * A record as it was found in, or put into, the store.
 *
 * @param change the change number of its envelope
 */
public record Stored<T>(Bytes key, T value, long change, Revision revision) {}

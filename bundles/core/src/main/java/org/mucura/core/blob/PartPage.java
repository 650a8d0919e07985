package org.mucura.core.blob;

import java.time.Instant;
import java.util.List;

/**
 * A page of a part table.
 *
 * @param created before which no record named it
 */
record PartPage(Instant created, List<StoredPart> parts) {}

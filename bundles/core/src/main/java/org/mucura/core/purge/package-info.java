/** Looks into buckets that are to be deleted, and empties those that were. */
@NullMarked
package org.mucura.core.purge;

import org.jspecify.annotations.NullMarked;

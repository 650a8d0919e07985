/** A way into the store that the gateway does not have: many changes, durable at the end only. */
@NullMarked
package org.mucura.metadata.rocksdb;

import org.jspecify.annotations.NullMarked;

/** Contents in the heap, for tests and for what may be lost. */
@NullMarked
package org.mucura.blobs.memory;

import org.jspecify.annotations.NullMarked;

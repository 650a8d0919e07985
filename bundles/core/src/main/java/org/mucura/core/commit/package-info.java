/** The record of an object, and the one compare-and-set that changes all there is about a key. */
@NullMarked
package org.mucura.core.commit;

import org.jspecify.annotations.NullMarked;

/** Frees contents that no record names any more, and finds those that none ever named. */
@NullMarked
package org.mucura.core.reclaim;

import org.jspecify.annotations.NullMarked;

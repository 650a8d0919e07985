/** Records kept for a moment, so that not every request reads them. */
@NullMarked
package org.mucura.core.cache;

import org.jspecify.annotations.NullMarked;

/** Clocks of clients that differ from the gateway's. */
@NullMarked
package org.mucura.monitoring.clock;

import org.jspecify.annotations.NullMarked;

/** Whether the gateway lives and can serve. */
@NullMarked
package org.mucura.monitoring.health;

import org.jspecify.annotations.NullMarked;

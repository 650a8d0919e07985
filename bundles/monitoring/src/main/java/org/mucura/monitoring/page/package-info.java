/** The pages for administrators and for those who probe the gateway. */
@NullMarked
package org.mucura.monitoring.page;

import org.jspecify.annotations.NullMarked;

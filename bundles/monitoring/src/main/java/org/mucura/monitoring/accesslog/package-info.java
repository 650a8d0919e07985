/** A line for each request, in files that are replaced when they are large. */
@NullMarked
package org.mucura.monitoring.accesslog;

import org.jspecify.annotations.NullMarked;

/** The server itself: listeners, limits, dispatch and drain on Jetty. */
@NullMarked
package org.mucura.http.server;

import org.jspecify.annotations.NullMarked;

/** Which application answers a request, and how one is replaced while requests run. */
@NullMarked
package org.mucura.http.routing;

import org.jspecify.annotations.NullMarked;

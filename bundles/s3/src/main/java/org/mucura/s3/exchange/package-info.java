/** One request and its answer on the connection. */
@NullMarked
package org.mucura.s3.exchange;

import org.jspecify.annotations.NullMarked;

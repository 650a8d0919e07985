/** The headers of requests and answers that speak of objects. */
@NullMarked
package org.mucura.s3.header;

import org.jspecify.annotations.NullMarked;

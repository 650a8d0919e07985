/** Bodies of requests: their framing taken off, their digests and signatures verified. */
@NullMarked
package org.mucura.s3.body;

import org.jspecify.annotations.NullMarked;

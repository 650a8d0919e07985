/** The S3 API of the gateway. */
@NullMarked
package org.mucura.s3;

import org.jspecify.annotations.NullMarked;

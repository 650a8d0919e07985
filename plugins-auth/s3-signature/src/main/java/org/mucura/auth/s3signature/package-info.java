/** Authenticates requests that an access key signed, as AWS clients do. */
@NullMarked
package org.mucura.auth.s3signature;

import org.jspecify.annotations.NullMarked;

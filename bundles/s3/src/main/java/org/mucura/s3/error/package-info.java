/** How failures are told to clients. */
@NullMarked
package org.mucura.s3.error;

import org.jspecify.annotations.NullMarked;

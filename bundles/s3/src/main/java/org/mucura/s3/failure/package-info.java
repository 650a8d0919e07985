/** What is thrown of requests that are not as they must be. */
@NullMarked
package org.mucura.s3.failure;

import org.jspecify.annotations.NullMarked;

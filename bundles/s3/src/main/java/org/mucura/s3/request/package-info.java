/** What a request asks for, on whose behalf, and whether that is allowed. */
@NullMarked
package org.mucura.s3.request;

import org.jspecify.annotations.NullMarked;

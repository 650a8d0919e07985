/** The table of S3's operations, and how a request is told to be one of them. */
@NullMarked
package org.mucura.s3.operation;

import org.jspecify.annotations.NullMarked;

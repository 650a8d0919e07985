/** The documents of S3: read safely, written as they go. */
@NullMarked
package org.mucura.s3.xml;

import org.jspecify.annotations.NullMarked;

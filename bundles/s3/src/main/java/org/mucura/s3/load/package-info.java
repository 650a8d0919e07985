/** How much the S3 application has to do, for who watches it. */
@Export
@Version("1.0.0")
@NullMarked
package org.mucura.s3.load;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

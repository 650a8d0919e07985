/** The checksums of S3: running, combined from parts, and as they are written in headers. */
@Export
@Version("1.0.0")
@NullMarked
package org.mucura.wire.checksum;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

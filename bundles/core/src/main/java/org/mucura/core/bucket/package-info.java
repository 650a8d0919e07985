/** Buckets: their names, owners and lives. */
@Export
@Version("1.0.0")
@NullMarked
package org.mucura.core.bucket;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

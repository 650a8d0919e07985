/** How many bytes and objects buckets and accounts hold. */
@Export
@Version("1.0.0")
@NullMarked
package org.mucura.core.usage;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

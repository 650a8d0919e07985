/** Files that nobody but the gateway's user may read. */
@Export
@Version("1.0.0")
@NullMarked
package org.mucura.core.file;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

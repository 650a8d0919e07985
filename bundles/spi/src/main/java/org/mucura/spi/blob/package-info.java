/** Immutable contents by id: what a plug-in for contents implements. */
@Export
@Version("1.0.0")
@NullMarked
package org.mucura.spi.blob;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

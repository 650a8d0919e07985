/** An ordered map of bytes with compare-and-set: what a metadata plug-in implements. */
@Export
@Version("1.1.0")
@NullMarked
package org.mucura.spi.metadata;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

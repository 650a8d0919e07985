/** What happened to objects, told after the commit. */
@Export
@Version("1.0.0")
@NullMarked
package org.mucura.spi.event;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

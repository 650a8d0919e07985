/** What the interfaces for plug-ins share. */
@Export
@Version("1.0.0")
@NullMarked
package org.mucura.spi;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

/** Finds out what the stores have lost of what records name, before somebody wants to read it. */
@Export
@Version("1.0.0")
@NullMarked
package org.mucura.core.scrub;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

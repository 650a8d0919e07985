/** Copies of all that a gateway keeps, made while it serves, and how a new one begins with one. */
@Export
@Version("1.0.0")
@NullMarked
package org.mucura.core.backup;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

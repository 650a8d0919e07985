/** Finds out whether the stores agree with each other, for an administrator who wants to know. */
@Export
@Version("1.0.0")
@NullMarked
package org.mucura.core.fsck;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

/** Whether a principal may do something to a resource: the one decision point. */
@Export
@Version("1.0.0")
@NullMarked
package org.mucura.core.access;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

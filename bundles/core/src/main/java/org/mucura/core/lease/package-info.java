/** Services that may go away while they are in use: counted leases, bounded waits and drains. */
@Export
@Version("1.0.0")
@NullMarked
package org.mucura.core.lease;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

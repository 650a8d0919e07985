/** What concerns accounts together with the buckets that they own. */
@Export
@Version("1.0.0")
@NullMarked
package org.mucura.core.ownership;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

/** Goes through the contents that records name, for whoever looks at or copies all of them. */
@Export
@Version("1.0.0")
@NullMarked
package org.mucura.core.walk;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

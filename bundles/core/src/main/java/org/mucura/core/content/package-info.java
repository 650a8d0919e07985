/** Contents as clients send them, and what they say of them. */
@Export
@Version("1.0.0")
@NullMarked
package org.mucura.core.content;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

/** Which metadata and content stores there are, and how a request gets hold of one. */
@Export
@Version("1.0.0")
@NullMarked
package org.mucura.core.store;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

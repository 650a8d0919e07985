/** Multipart uploads and their parts. */
@Export
@Version("1.0.0")
@NullMarked
package org.mucura.core.upload;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

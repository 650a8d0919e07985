/** S3's semantics without HTTP: what every part of the core shares. */
@Export
@Version("1.0.0")
@NullMarked
package org.mucura.core;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

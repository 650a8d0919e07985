/** The keys of what is kept: master keys wrap bucket keys, bucket keys wrap data keys. */
@Export
@Version("1.0.0")
@NullMarked
package org.mucura.core.key;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

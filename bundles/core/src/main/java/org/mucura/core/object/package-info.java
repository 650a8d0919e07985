/** Objects: put, get, head, copy, delete and list, as S3 means them. */
@Export
@Version("1.0.0")
@NullMarked
package org.mucura.core.object;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

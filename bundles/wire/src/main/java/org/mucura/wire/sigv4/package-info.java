/** Signature Version 4 of AWS as S3 uses it, for whoever signs and for whoever verifies. */
@Export
@Version("1.0.0")
@NullMarked
package org.mucura.wire.sigv4;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

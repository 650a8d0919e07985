/** What both sides of the wire must agree on: error codes, names and encodings of S3. */
@Export
@Version("1.0.0")
@NullMarked
package org.mucura.wire;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
